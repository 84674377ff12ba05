import { rawPieces } from './raw';

const LINE_END = 'U+000A';

/** Text that came from outside, character by character: never markup, and nothing in it stays invisible. */
export function RawText({ text, lines = true }: { text: string; lines?: boolean }) {
  return rawPieces(text).map((piece, index) =>
    piece.kind === 'text' ? (
      piece.text
    ) : !lines && piece.code === LINE_END ? null : (
      <span
        key={index}
        title={piece.code}
        data-control={piece.code}
        className="rounded-sm bg-warn-soft px-px text-warn"
      >
        {piece.sign}
      </span>
    ),
  );
}
