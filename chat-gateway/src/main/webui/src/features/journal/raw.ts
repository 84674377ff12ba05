/** A stretch of raw text: as it is, or one character that the eye would miss, by a name that can be seen. */
export type RawPiece = { kind: 'text'; text: string } | { kind: 'control'; sign: string; code: string };

// Control characters, the invisible ones, those that turn the direction of what follows, lone surrogates, U+FFFD.
const HIDDEN =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u001F\u007F-\u009F\u00AD\u034F\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\uFFFD]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Cuts raw text so that what is invisible can be shown. Line ends keep their effect and get a sign as well. */
export function rawPieces(text: string): RawPiece[] {
  const result: RawPiece[] = [];
  let from = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const char = match[0];
    if (match.index > from) {
      result.push({ kind: 'text', text: text.slice(from, match.index) });
    }
    result.push({ kind: 'control', sign: signOf(char), code: codeOf(char) });
    if (char === '\n') {
      result.push({ kind: 'text', text: '\n' });
    }
    from = match.index + char.length;
  }
  if (from < text.length) {
    result.push({ kind: 'text', text: text.slice(from) });
  }
  return result;
}

function codeOf(char: string): string {
  return `U+${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function signOf(char: string): string {
  const code = char.charCodeAt(0);
  if (char === '\n') {
    return '↵';
  }
  if (char === '\t') {
    return '⇥';
  }
  if (char === '\r') {
    return '\\r';
  }
  if (code === 0) {
    return '\\0';
  }
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : codeOf(char);
}

/** @returns the bytes, or null when that is no Base64 */
export function bytesOf(base64: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Whether the bytes are the text, so that nothing was replaced on the way to the screen. */
export function isFaithful(text: string, bytes: Uint8Array): boolean {
  const written = new TextEncoder().encode(text);
  return written.length === bytes.length && written.every((byte, index) => byte === bytes[index]);
}

export const MOST_BYTES_SHOWN = 4_096;
const ROW = 16;

/** Offset, sixteen bytes, and the same as ASCII where there is a letter for it. */
export function hexDump(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, MOST_BYTES_SHOWN); at += ROW) {
    const row = [...bytes.subarray(at, Math.min(at + ROW, MOST_BYTES_SHOWN))];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const letters = row
      .map((byte) => (byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : '·'))
      .join('');
    rows.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(ROW * 3 - 1)}  ${letters}`);
  }
  return rows.join('\n');
}
