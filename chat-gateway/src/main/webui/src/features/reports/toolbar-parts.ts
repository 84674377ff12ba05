export const fieldClass =
  'h-9 rounded-lg border border-line-strong bg-raised px-2.5 text-sm text-ink tabular-nums hover:border-ink-3 aria-[invalid=true]:border-danger';

export const selectClass =
  'h-8 rounded-lg border border-line-strong bg-raised px-2 text-sm text-ink hover:border-ink-3';
