import type { Encoding } from '@/features/thread/segments';

/*
 * Texts at which counting of SMS parts goes wrong, by 3GPP TS 23.038 (alphabets) and 23.040 (concatenation). The browser
 * and the server count the same ones; the file they share is written by `npm run vectors`.
 */

/** A run-length form that keeps the file small: `"ab"` is itself, `["a", 160]` is 160 times "a". */
export type Piece = string | readonly [string, number];

export interface Vector {
  name: string;
  text: readonly Piece[];
  encoding: Encoding;
  units: number;
  parts: number;
}

export function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : piece[0].repeat(piece[1]))).join('');
}

const family = '👨‍👩‍👧‍👦'; // 4 × 2 units and 3 joiners: 11
const flag = '🇨🇺'; // 2 regional indicators: 4
const thumb = '👍🏽'; // with a skin tone: 4
const heart = '❤️'; // with a variation selector: 2

/** By hand, from the standard: what is expected is not computed by anything under test. */
export const curated: readonly Vector[] = [
  v('nothing', [], 'gsm7', 0, 0),
  v('one letter', ['a'], 'gsm7', 1, 1),
  v('a full single part', [['a', 160]], 'gsm7', 160, 1),
  v('one more makes two parts', [['a', 161]], 'gsm7', 161, 2),
  v('two full parts', [['a', 306]], 'gsm7', 306, 2),
  v('one more makes three', [['a', 307]], 'gsm7', 307, 3),
  v('three full parts', [['a', 459]], 'gsm7', 459, 3),
  v('one more makes four', [['a', 460]], 'gsm7', 460, 4),
  v('ten full parts', [['a', 1530]], 'gsm7', 1530, 10),
  v('one more makes eleven', [['a', 1531]], 'gsm7', 1531, 11),
  v('a full single part of UCS-2', [['á', 70]], 'ucs2', 70, 1),
  v('one more makes two parts of UCS-2', [['á', 71]], 'ucs2', 71, 2),
  v('two full parts of UCS-2', [['á', 134]], 'ucs2', 134, 2),
  v('one more makes three of UCS-2', [['á', 135]], 'ucs2', 135, 3),
  v('three full parts of UCS-2', [['á', 201]], 'ucs2', 201, 3),
  v('one more makes four of UCS-2', [['á', 202]], 'ucs2', 202, 4),
  v('ten full parts of UCS-2', [['á', 670]], 'ucs2', 670, 10),

  v(
    'the whole basic alphabet',
    ['@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?'],
    'gsm7',
    62,
    1,
  ),
  v('its letters', ['¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'], 'gsm7', 64, 1),
  v('the extension table', ['\f^{}\\[~]|€'], 'gsm7', 20, 1),
  v('80 euro signs fill a single part', [['€', 80]], 'gsm7', 160, 1),
  v('81 euro signs are two parts', [['€', 81]], 'gsm7', 162, 2),
  v('76 euro signs a part, and one septet stays empty', [['€', 152]], 'gsm7', 304, 2),
  v('so the 153rd euro sign begins a third', [['€', 153]], 'gsm7', 306, 3),
  v('an escape that would end a part moves to the next', [['a', 152], '€', ['a', 152]], 'gsm7', 306, 3),
  v('and with one letter less it does not matter', [['a', 152], '€', ['a', 151]], 'gsm7', 305, 2),
  v('an escape that just fits', [['a', 151], '€', ['a', 153]], 'gsm7', 306, 2),
  v('an escape at the end of a single part', [['a', 158], '€'], 'gsm7', 160, 1),
  v('an escape over the end of a single part', [['a', 159], '€'], 'gsm7', 161, 2),
  v('escapes over two borders', [['a', 152], '{', ['a', 150], '}', ['a', 152]], 'gsm7', 458, 4),
  v('a form feed costs two', [['\f', 80]], 'gsm7', 160, 1),
  v('a form feed over a border', [['b', 152], '\f', ['b', 152]], 'gsm7', 306, 3),
  v('brackets of a template', ['[Hilo] Hi {name} | 5% ~ ^ \\o/'], 'gsm7', 37, 1),

  v('Spanish that is in the alphabet', ['¿Qué año? ¡Ñandú!'.replace('ú', 'ù')], 'gsm7', 17, 1),
  v(
    'é ñ ü Ñ É Ü ¿ ¡ in 160',
    [
      ['é', 20],
      ['ñ', 20],
      ['ü', 20],
      ['Ñ', 20],
      ['É', 20],
      ['Ü', 20],
      ['¿', 20],
      ['¡', 20],
    ],
    'gsm7',
    160,
    1,
  ),
  v('á makes it UCS-2', ['mañana sí está'.replace('í', 'i')], 'ucs2', 14, 1),
  v('í makes it UCS-2', ['mañana sí'], 'ucs2', 9, 1),
  v('ó makes it UCS-2', ['adiós'], 'ucs2', 5, 1),
  v('ú makes it UCS-2', ['tú'], 'ucs2', 2, 1),
  v('Á Í Ó Ú make it UCS-2', ['ÁÍÓÚ'], 'ucs2', 4, 1),
  v('a long Spanish text with one accent', [['a', 69], 'í', ['a', 64]], 'ucs2', 134, 2),
  v('Ç is in the alphabet', [['Ç', 160]], 'gsm7', 160, 1),
  v('ç is not', [['ç', 71]], 'ucs2', 71, 2),
  v('Greek capitals of the alphabet', [['ΔΦΓΛΩΠΨΣΘΞ', 16]], 'gsm7', 160, 1),
  v('Greek capitals that only look like Latin are not in it', ['ΑΒΕ'], 'ucs2', 3, 1),
  v('small Greek is not in it', ['ωσ'], 'ucs2', 2, 1),
  v('Cyrillic that looks like Latin', ['раураl'], 'ucs2', 6, 1),

  v('a smart apostrophe', ['It’s fine'], 'ucs2', 9, 1),
  v('smart quotes', ['“yes”'], 'ucs2', 5, 1),
  v('an ellipsis', ['wait…'], 'ucs2', 5, 1),
  v('an en dash', ['9–5'], 'ucs2', 3, 1),
  v('straight quotes', ['It\'s "fine"...'], 'gsm7', 14, 1),
  v('a backtick is not in the alphabet', ['`'], 'ucs2', 1, 1),
  v('a tab is not', ['a\tb'], 'ucs2', 3, 1),
  v('an escape character is not a text', ['\u001b'], 'ucs2', 1, 1),
  v('a delete character', ['\u007f'], 'ucs2', 1, 1),
  v('a no-break space', ['a\u00a0b'], 'ucs2', 3, 1),
  v('a zero-width space', ['a\u200bb'], 'ucs2', 3, 1),
  v('a byte order mark', ['\ufeffa'], 'ucs2', 2, 1),
  v('NUL is taken out', ['a\u0000b'], 'gsm7', 2, 1),
  v('160 letters and a NUL', [['a', 160], '\u0000'], 'gsm7', 160, 1),
  v('the generic currency sign', ['¤'], 'gsm7', 1, 1),
  v('the cent sign is not', ['¢'], 'ucs2', 1, 1),

  v('a line feed', ['a\nb'], 'gsm7', 3, 1),
  v('CR LF is one line feed', [['a', 158], '\r\n', 'b'], 'gsm7', 160, 1),
  v('a lone CR is a line feed', [['a', 159], '\r'], 'gsm7', 160, 1),
  v('LF CR is two', ['\n\r'], 'gsm7', 2, 1),
  v('80 CR LF', [['\r\n', 80]], 'gsm7', 80, 1),
  v('a NUL between CR and LF', ['\r\u0000\n'], 'gsm7', 2, 1),

  v('n and a combining tilde become ñ', [['n\u0303', 160]], 'gsm7', 160, 1),
  v('e and a combining acute become é', [['e\u0301', 161]], 'gsm7', 161, 2),
  v('a and a combining acute become á', [['a\u0301', 70]], 'ucs2', 70, 1),
  v('a combining mark that composes with nothing stays', [['q\u0301', 35]], 'ucs2', 70, 1),
  v('and may be cut from its letter', [['q\u0301', 36]], 'ucs2', 72, 2),
  v('a ring and an acute', ['\u01fb'], 'ucs2', 1, 1),
  v('the Ångström sign becomes Å', ['\u212b'], 'gsm7', 1, 1),
  v('the Ohm sign becomes Ω', [['\u2126', 160]], 'gsm7', 160, 1),
  v('the Kelvin sign becomes K', ['\u212a'], 'gsm7', 1, 1),
  v('a Greek question mark becomes a semicolon', ['\u037e'], 'gsm7', 1, 1),
  v('Hangul jamo become a syllable', [['\u1112\u1161\u11ab', 70]], 'ucs2', 70, 1),
  v('a letter under eighty marks', ['a', ['\u0316', 80]], 'ucs2', 81, 2),

  v('an emoji is two units', ['🎉'], 'ucs2', 2, 1),
  v('35 emoji fill a single part', [['🎉', 35]], 'ucs2', 70, 1),
  v('36 emoji are two parts of 66 and 6', [['🎉', 36]], 'ucs2', 72, 2),
  v('66 emoji are two parts of 66', [['🎉', 66]], 'ucs2', 132, 2),
  v('67 emoji are three', [['🎉', 67]], 'ucs2', 134, 3),
  v('a pair that would end a part moves to the next', [['x', 66], '🎉', ['x', 66]], 'ucs2', 134, 3),
  v('a pair that just fits', [['x', 65], '🎉', ['x', 67]], 'ucs2', 134, 2),
  v('an extension character costs one unit here', ['🎉', ['€', 68]], 'ucs2', 70, 1),
  v('and is never an escape here', ['🎉', ['[', 69]], 'ucs2', 71, 2),
  v('a heart with its selector', [['x', 68], heart], 'ucs2', 70, 1),
  v('a heart over a border is cut between the two', [['x', 66], heart, ['x', 66]], 'ucs2', 134, 2),
  v('flags', [[flag, 17], 'xx'], 'ucs2', 70, 1),
  v('a flag over a border is cut between its letters', [['x', 65], flag, ['x', 65]], 'ucs2', 134, 2),
  v('skin tones', [[thumb, 17]], 'ucs2', 68, 1),
  v('a tone over a border is cut from its hand', [['x', 65], thumb, ['x', 65]], 'ucs2', 134, 2),
  v('a family is eleven units', [family], 'ucs2', 11, 1),
  v('six families fit in a single part', [[family, 6]], 'ucs2', 66, 1),
  v('seven are two parts', [[family, 7]], 'ucs2', 77, 2),
  v('a family over a border is cut between its members', [['x', 61], family, ['x', 62]], 'ucs2', 134, 2),
  v('keycaps', [['1️⃣', 23]], 'ucs2', 69, 1),
  v('Chinese', [['你好', 35]], 'ucs2', 70, 1),
  v('Arabic', ['مرحبا'], 'ucs2', 5, 1),
  v('Devanagari with marks', [['नमस्ते', 12]], 'ucs2', 72, 2),
  v('mathematical letters', [['𝓗', 36]], 'ucs2', 72, 2),

  v('a lone high surrogate', ['\ud83d'], 'ucs2', 1, 1),
  v('a lone low surrogate', ['\ude00'], 'ucs2', 1, 1),
  v('a pair the wrong way round', ['\ude00\ud83d'], 'ucs2', 2, 1),
  v('two high surrogates and a low one', ['\ud83d\ud83d\ude00'], 'ucs2', 3, 1),
  v('a lone high surrogate at a border', [['x', 66], '\ud83d', ['x', 67]], 'ucs2', 134, 2),
  v('a lone high surrogate at the end of a full part', [['x', 69], '\ud83d'], 'ucs2', 70, 1),
  v('a lone low surrogate at a border', [['x', 66], '\ude00', ['x', 67]], 'ucs2', 134, 2),
];

function v(name: string, text: Piece[], encoding: Encoding, units: number, parts: number): Vector {
  return { name, text, encoding, units, parts };
}

/** The same numbers for the same seed, everywhere (a linear congruential generator; only its upper bits are used). */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const plain = Array.from('abcdefghij XYZ0189.,!?\n');
const accents = Array.from('éñüÑÉÜ¿¡àèìòùÇäöß');
const capitals = Array.from('ΔΦΓΛΩΠΨΣΘΞ');
const escaped = Array.from('€[]{}|~^\\\f');
const outside = Array.from('áíóúÁÍÓÚç’“”…–`\t');
const composedGsm = ['n\u0303', 'e\u0301', '\r\n', '\r', '\u212b', '\u2126'];
const composed = [...composedGsm, 'a\u0301', 'q\u0301'];
const wide = ['你', 'م', 'ω', '\u200b'];
const pairs = ['🎉', '😀', '𝓗'];
const clusters = [family, flag, thumb, heart, '1️⃣', '👩🏾‍🚀', '🏴‍☠️'];
const lone = ['\ud83d', '\ude00'];

/** What a text may be made of; the first of each is its filler. */
const mixes: readonly { encoding: Encoding; of: readonly string[] }[] = [
  { encoding: 'gsm7', of: plain },
  { encoding: 'gsm7', of: [...plain, ...accents] },
  { encoding: 'gsm7', of: [...plain, ...escaped] },
  { encoding: 'gsm7', of: escaped },
  { encoding: 'gsm7', of: [...plain, ...accents, ...capitals, ...escaped, ...escaped] },
  { encoding: 'gsm7', of: [...plain, ...composedGsm, ...escaped] },
  { encoding: 'ucs2', of: [...plain, ...outside] },
  { encoding: 'ucs2', of: ['á', ...outside, ...escaped] },
  { encoding: 'ucs2', of: [...plain, ...wide, ...pairs] },
  { encoding: 'ucs2', of: pairs },
  { encoding: 'ucs2', of: ['x', ...pairs, ...clusters] },
  { encoding: 'ucs2', of: ['í', ...plain, ...outside, ...composed, ...pairs, ...clusters, ...escaped] },
  { encoding: 'ucs2', of: ['x', ...pairs, ...lone] },
];

const sizes = {
  gsm7: { single: 160, part: 153 },
  ucs2: { single: 70, part: 67 },
};

/** A text that ends, or crosses from one alphabet to another, near a border between parts. */
export function generatedText(random: (below: number) => number): Piece[] {
  const one = <T>(list: readonly T[], otherwise: T): T => list[random(list.length)] ?? otherwise;
  const { encoding, of: mix } = one(mixes, { encoding: 'gsm7', of: plain });
  const { single, part } = sizes[encoding];
  const pick = (): string => one(mix, 'a');
  // What a piece probably costs: good enough to come near a border, and no rule that a test could lean on.
  const cost = (text: string): number =>
    encoding === 'gsm7' && escaped.includes(text) ? 2 : text.normalize('NFC').length;
  const pieces: Piece[] = [];
  let used = 0;
  const put = (text: string, times = 1): void => {
    if (times > 0) {
      pieces.push(times === 1 ? text : [text, times]);
      used += cost(text) * times;
    }
  };
  for (let count = random(6); count > 0; count -= 1) {
    put(pick());
  }
  const border = random(4) === 0 ? single : part * (1 + random(4));
  const filler = random(3) === 0 ? pick() : (mix[0] ?? 'a');
  put(filler, Math.floor((border - used - random(14)) / cost(filler)));
  for (let count = random(20); count > 0; count -= 1) {
    put(pick());
  }
  // Half of them end on a border, where a unit that had to stay empty earlier shows.
  if (random(2) === 0) {
    put('x', part * Math.max(2, Math.ceil(used / part)) - used - random(2));
  } else if (random(3) === 0) {
    put(pick(), 1 + random(160));
  }
  return joined(pieces);
}

/** Neighbouring pieces in one, where that is shorter. */
function joined(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') {
      result[result.length - 1] = last + piece;
    } else {
      result.push(piece);
    }
  }
  return result;
}
