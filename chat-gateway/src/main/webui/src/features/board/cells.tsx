import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** A table of the board; on a wall it is read from afar. */
export function BoardTable({
  label,
  heads,
  wall,
  children,
  holding,
}: {
  label: string;
  heads: readonly { text: string; narrow?: boolean }[];
  wall: boolean;
  children: ReactNode;
  holding: object;
}) {
  return (
    <table
      aria-label={label}
      className={`w-full tabular-nums ${wall ? 'text-[max(0.9375rem,1.15vw)]' : 'text-sm'}`}
      {...holding}
    >
      <thead className={`text-left text-ink-3 ${wall ? 'text-[max(0.8125rem,0.85vw)]' : 'text-xs'}`}>
        <tr>
          {heads.map(({ text, narrow = true }, index) => (
            <th
              key={text}
              scope="col"
              className={`pb-1.5 font-medium whitespace-nowrap ${index === 0 ? 'pr-2' : 'px-2 text-right last:pr-0'} ${narrow ? '' : 'max-sm:hidden'}`}
            >
              {text}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** What a row is about: its link covers the row. */
export function RowHead({
  href,
  label,
  children,
  below,
}: {
  href: string;
  label: string;
  children: ReactNode;
  below: string;
}) {
  return (
    <th scope="row" className="py-2 pr-2 text-left font-medium">
      <Link
        href={href}
        aria-label={label}
        className="block max-w-full rounded after:absolute after:inset-0 after:rounded-lg focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-thread"
      >
        {children}
      </Link>
      <span className="block text-xs font-normal text-ink-3 sm:hidden">{below}</span>
    </th>
  );
}

export const rowClass = 'relative border-t border-line hover:bg-hover';

export function Cell({
  narrow = true,
  strong = false,
  children,
}: {
  narrow?: boolean;
  strong?: boolean;
  children: ReactNode;
}) {
  return (
    <td
      className={`px-2 py-2 text-right whitespace-nowrap last:pr-0 ${strong ? 'font-semibold' : 'text-ink-2'} ${narrow ? '' : 'max-sm:hidden'}`}
    >
      {children}
    </td>
  );
}
