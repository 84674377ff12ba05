/** The mark: an h drawn with one thread, and a stitch. */
export function Mark({ className = 'size-8' }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="9" className="fill-thread" />
      <path
        d="M10 6.5v19M10 19c0-4 2.6-6 5.8-6s5.7 2 5.7 5.6V22c0 2.2 1.3 3.4 3.5 3.4"
        fill="none"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="stroke-on-thread"
      />
      <path
        d="M14.6 7.8h10"
        strokeWidth="2"
        strokeLinecap="round"
        strokeDasharray="3 3"
        className="stroke-on-thread opacity-60"
      />
    </svg>
  );
}

/** A needle, its thread, and the speech bubble it has drawn so far. For places with nothing in them yet. */
export function ThreadArt({ className = 'w-56' }: { className?: string }) {
  return (
    <svg viewBox="0 0 240 150" className={className} fill="none" aria-hidden="true">
      <path
        d="M6 112c26 13 47 0 45-21-2-15-20-14-20 0 1 14 20 16 35 0"
        className="stroke-thread"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path
        d="M102 106 86 121l1-15h-3c-10 0-18-8-18-18V43c0-10 8-18 18-18h78c10 0 18 8 18 18v45c0 10-8 18-18 18Z"
        className="stroke-thread"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeDasharray="8 7"
      />
      <path d="M88 54h62M88 73h38" className="stroke-line-strong" strokeWidth="3" strokeLinecap="round" />
      <path d="M180 84c4 22 22 18 27-4" className="stroke-thread" strokeWidth="2.5" strokeLinecap="round" />
      <path d="m203 88 27-58" className="stroke-ink-3" strokeWidth="4" strokeLinecap="round" />
      <path d="m205.5 82.5 3.5-7.5" className="stroke-paper" strokeWidth="1.5" strokeLinecap="round" />
    </svg>
  );
}
