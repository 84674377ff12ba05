import type { ReactNode } from 'react';
import { Fragment } from 'react';
import { useMe } from '@/shared/me';
import { useNames } from '@/shared/team/people';

/** A note's words, with the colleagues it calls standing out; most of all the reader. */
export function NoteText({
  body,
  mentions,
  plain,
}: {
  body: string;
  mentions: readonly string[];
  /** What is written around the names. */
  plain: (text: string) => ReactNode;
}) {
  const me = useMe();
  const names = useNames();
  return splitAt(body, mentions).map((part, index) =>
    part.user === null ? (
      <Fragment key={index}>{plain(part.text)}</Fragment>
    ) : (
      <span
        key={index}
        data-mention={part.user}
        title={names(part.user)}
        className={`rounded font-semibold ${part.user === me.user ? 'bg-note-ink px-1 text-bubble-note' : 'text-note-ink'}`}
      >
        {part.text}
      </span>
    ),
  );
}

interface Part {
  text: string;
  user: string | null;
}

/** The text cut at the names it calls. */
export function splitAt(body: string, mentions: readonly string[]): Part[] {
  const parts: Part[] = [];
  const longestFirst = mentions.toSorted((one, other) => other.length - one.length);
  let from = 0;
  for (let at = body.indexOf('@'); at !== -1; at = body.indexOf('@', at + 1)) {
    const user = longestFirst.find(
      (name) =>
        body.slice(at + 1, at + 1 + name.length).toLowerCase() === name.toLowerCase() &&
        !/^(?:[\p{L}\p{N}_]|[.@-][\p{L}\p{N}_])/u.test(body.slice(at + 1 + name.length)),
    );
    if (user !== undefined && !/[\p{L}\p{N}_]$/u.test(body.slice(from, at))) {
      if (at > from) {
        parts.push({ text: body.slice(from, at), user: null });
      }
      from = at + 1 + user.length;
      parts.push({ text: body.slice(at, from), user });
    }
  }
  if (from < body.length) {
    parts.push({ text: body.slice(from), user: null });
  }
  return parts;
}
