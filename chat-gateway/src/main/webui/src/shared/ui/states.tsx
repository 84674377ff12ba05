import type { ReactNode } from 'react';
import { Button } from './button';
import { ThreadArt } from './brand';

/** Nothing is here, and why that is fine. */
export function EmptyState({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-1 px-8 py-10 text-center">
      <ThreadArt className="mb-4 w-44 opacity-90" />
      <p className="text-base font-semibold">{title}</p>
      <p className="max-w-72 text-sm text-ink-3">{text}</p>
      {children}
    </div>
  );
}

/** Something did not load, and what to do. */
export function FailedState({
  text,
  retryLabel,
  onRetry,
}: {
  text: string;
  retryLabel: string;
  onRetry: () => void;
}) {
  return (
    <div
      role="alert"
      className="flex h-full flex-col items-center justify-center gap-3 px-8 py-10 text-center"
    >
      <p className="text-sm text-ink-2">{text}</p>
      <Button look="soft" onClick={onRetry}>
        {retryLabel}
      </Button>
    </div>
  );
}

/** Grey shapes of what is coming; invisible for the first 150 ms. */
export function Skeleton({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div role="status" aria-label={label} className="delayed">
      <div aria-hidden="true" className="animate-pulse">
        {children}
      </div>
    </div>
  );
}
