import { Fragment } from 'react';
import { keyNames } from '@/shared/commands';

/** The keys of a command as they are printed: chords together, sequences one after the other. */
export function Keys({ combo }: { combo: string }) {
  return (
    <span className="flex shrink-0 items-center gap-1">
      {keyNames(combo).map((stroke, index) => (
        <Fragment key={index}>
          {stroke.map((name) => (
            <kbd
              key={name}
              className="min-w-6 rounded-md border border-line-strong bg-linen px-1.5 py-0.5 text-center text-xs font-semibold text-ink-2"
            >
              {name}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
