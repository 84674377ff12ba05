/*
 * How the carrier cuts a text: GSM 03.38 default alphabet and its extension table (3GPP TS 23.038), lengths of a single
 * and of a concatenated part (3GPP TS 23.040, 8-bit reference). The server counts by the same rules.
 */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENSION = '\f^{}\\[~]|€';

/** Septets each character of the GSM alphabet costs; one of the extension table is sent as an escape and a septet. */
const septets: ReadonlyMap<string, number> = new Map([
  ...Array.from(BASIC, (char) => [char, 1] as const),
  ...Array.from(EXTENSION, (char) => [char, 2] as const),
]);

/** Whether the GSM alphabet has the character. */
export function isGsm(char: string): boolean {
  return septets.has(char);
}

export type Encoding = 'gsm7' | 'ucs2';

export const limits = {
  gsm7: { single: 160, part: 153 },
  ucs2: { single: 70, part: 67 },
} as const satisfies Record<Encoding, { single: number; part: number }>;

export interface Segments {
  encoding: Encoding;
  /** Septets or UTF-16 units of the whole text. */
  units: number;
  parts: number;
  /** Units the last part can still take. */
  left: number;
  /** The first character that is not in the GSM alphabet and makes the whole text UCS-2. */
  culprit: string | null;
}

/** The text as it is sent and counted: composed characters, line feeds, no NUL. The server does the same. */
export function normalise(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\u0000', '');
}

export function segmentsOf(text: string): Segments {
  const chars = Array.from(normalise(text));
  const culprit = chars.find((char) => !septets.has(char)) ?? null;
  const encoding: Encoding = culprit === null ? 'gsm7' : 'ucs2';
  const costs = chars.map((char) => (culprit === null ? (septets.get(char) ?? 0) : char.length));
  const units = costs.reduce((sum, cost) => sum + cost, 0);
  const { single, part } = limits[encoding];
  if (units <= single) {
    return { encoding, units, parts: units === 0 ? 0 : 1, left: single - units, culprit };
  }
  let parts = 1;
  let used = 0;
  for (const cost of costs) {
    // An escaped character and a surrogate pair stay together: the part ends short and the next begins with it.
    if (used + cost > part) {
      parts += 1;
      used = 0;
    }
    used += cost;
  }
  return { encoding, units, parts, left: part - used, culprit };
}
