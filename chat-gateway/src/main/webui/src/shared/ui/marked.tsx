import { createContext, useContext, useMemo } from 'react';
import type { Mark, Sought } from '@/shared/words';
import { marksIn, soughtIn } from '@/shared/words';

const nothing: readonly Sought[] = [];
const SoughtContext = createContext(nothing);

/** Marks, in all texts below it, the words of a search. */
export function MarkWords({ query, children }: { query: string | null; children: React.ReactNode }) {
  const sought = useMemo(() => (query === null ? nothing : soughtIn(query)), [query]);
  return <SoughtContext value={sought}>{children}</SoughtContext>;
}

/** A text with the words marked that somebody looks for. */
export function Sought({ text }: { text: string }) {
  const sought = useContext(SoughtContext);
  const marks = useMemo(() => marksIn(text, sought), [text, sought]);
  return marks.length === 0 ? text : <Marked text={text} marks={marks} />;
}

/** A text of which some parts are marked; pairs in their order, none inside another. */
export function Marked({ text, marks }: { text: string; marks: readonly Mark[] }) {
  const parts: React.ReactNode[] = [];
  let from = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(from, start));
    parts.push(
      <mark key={start} className="rounded-sm bg-mark text-ink">
        {text.slice(start, end)}
      </mark>,
    );
    from = end;
  }
  return [...parts, text.slice(from)];
}
