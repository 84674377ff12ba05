import { describe, expect, it } from 'vitest';
import { bytesOf, hexDump, isFaithful, rawPieces } from './raw';

const shown = (text: string) =>
  rawPieces(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.sign} ${piece.code}]`))
    .join('');

describe('raw text', () => {
  it('keeps what can be seen and names what cannot', () => {
    expect(shown('<b>¡Hola! 👋</b>')).toBe('<b>¡Hola! 👋</b>');
    expect(shown('a\u0000b\r\n\tc\u007f')).toBe(
      'a[\\0 U+0000]b[\\r U+000D][↵ U+000A]\n[⇥ U+0009]c[\\x7f U+007F]',
    );
    expect(shown('x\u202Egpj.exe\u200B')).toBe('x[U+202E U+202E]gpj.exe[U+200B U+200B]');
    expect(shown('\uD83D!')).toBe('[U+D83D U+D83D]!');
  });

  it('says whether the text is all there is', () => {
    const bytes = bytesOf('/2hvbGE=');
    expect(bytes === null ? null : [...bytes]).toEqual([255, 104, 111, 108, 97]);
    expect(isFaithful('\uFFFDhola', bytes ?? new Uint8Array())).toBe(false);
    expect(isFaithful('¡Hola!', new TextEncoder().encode('¡Hola!'))).toBe(true);
    expect(bytesOf('not base64!')).toBeNull();
  });

  it('can be read byte by byte', () => {
    const dump = hexDump(new TextEncoder().encode('From=1305&Message=Hi\u0000'));
    expect(dump.split('\n')).toEqual([
      '000000  46 72 6f 6d 3d 31 33 30 35 26 4d 65 73 73 61 67  From=1305&Messag',
      `000010  65 3d 48 69 00${' '.repeat(33)}  e=Hi·`,
    ]);
    expect(hexDump(new Uint8Array(5_000)).split('\n')).toHaveLength(256);
  });
});
