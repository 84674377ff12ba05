const [WIDTH, HEIGHT] = [640, 88];
const PLAIN = '#4f46a5';

/**
 * The image that makes a text an MMS: a slim band with the number's name, as letters have a heading. The carrier makes
 * an MMS only of what has an image, so there is one that says something, and its writer sees it beforehand.
 */
export async function drawHeading(name: string, color: string | null): Promise<File> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const pen = canvas.getContext('2d');
  if (pen === null) {
    throw new Error('no canvas');
  }
  const ground = color ?? PLAIN;
  pen.fillStyle = ground;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  pen.fillStyle = isLight(ground) ? '#16151d' : '#ffffff';
  pen.textBaseline = 'middle';
  for (let size = 40; size >= 18; size -= 2) {
    pen.font = `600 ${size}px system-ui, sans-serif`;
    if (pen.measureText(name).width <= WIDTH - 48 || size === 18) {
      pen.fillText(name, 24, HEIGHT / 2, WIDTH - 48);
      break;
    }
  }
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new File([blob], 'heading.png', { type: 'image/png' });
}

/** Whether dark letters stand out better (WCAG's relative luminance). */
export function isLight(color: string): boolean {
  const channel = (at: number): number => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5) > 0.179;
}
