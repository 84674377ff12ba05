import { piecesOf } from './templates';

/** How a text will read; what nobody knows stands out. */
export function TemplatePreview({ text, label }: { text: string; label: string }) {
  return (
    <p
      aria-label={label}
      role="group"
      data-template-preview
      dir="auto"
      className="text-sm break-words whitespace-pre-wrap"
    >
      {piecesOf(text).map((piece, index) =>
        piece.open ? (
          <mark key={index} className="rounded bg-warn-soft px-0.5 font-mono text-[0.8125rem] text-warn">
            {piece.text}
          </mark>
        ) : (
          piece.text
        ),
      )}
    </p>
  );
}
