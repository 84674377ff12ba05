const NOTES = [659.25, 880];
const NOTE_S = 0.11;
const VOLUME = 0.06;

let context: AudioContext | null = null;

/** Two soft notes. Browsers allow it only after the page was used once; before that it stays silent. */
export function chime(): void {
  context ??= new AudioContext();
  const audio = context;
  if (audio.state === 'suspended') {
    void audio.resume();
  }
  NOTES.forEach((frequency, index) => {
    const at = audio.currentTime + index * NOTE_S;
    const tone = audio.createOscillator();
    const gain = audio.createGain();
    tone.frequency.value = frequency;
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(VOLUME, at + 0.015);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + NOTE_S * 2);
    tone.connect(gain).connect(audio.destination);
    tone.start(at);
    tone.stop(at + NOTE_S * 2);
  });
}
