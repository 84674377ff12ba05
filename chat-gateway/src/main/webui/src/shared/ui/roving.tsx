import type { KeyboardEvent, ReactNode } from 'react';
import { useLayoutEffect, useRef } from 'react';

interface RovingProps {
  label: string;
  /** The id of what says more about it. */
  describedBy?: string;
  className?: string;
  children: ReactNode;
}

/**
 * Many buttons or boxes that are one stop of the Tab key: the one that was used last, or the first that can be. Arrows
 * move between them as they lie on the screen, Home and End to the first and last. Where one goes while it has the
 * focus, its neighbour gets it.
 */
export function Roving({ label, describedBy, className, children }: RovingProps) {
  const box = useRef<HTMLDivElement>(null);
  const stop = useRef<{ element: HTMLElement; at: number; focused: boolean } | null>(null);

  const usable = (): HTMLElement[] => [
    ...(box.current?.querySelectorAll<HTMLElement>('button:enabled, input:enabled') ?? []),
  ];

  function arrange(): void {
    const all = usable();
    const last = stop.current;
    const gone = last === null || !all.includes(last.element);
    const chosen = !gone ? last.element : all[last?.focused === true ? Math.min(last.at, all.length - 1) : 0];
    for (const one of all) {
      one.tabIndex = one === chosen ? 0 : -1;
    }
    if (gone && last?.focused === true && document.activeElement === document.body) {
      chosen?.focus();
    }
  }

  // After each drawing: what there is to choose from may be different by then.
  useLayoutEffect(arrange);

  function move(event: KeyboardEvent): void {
    const all = usable();
    const at = all.indexOf(event.target as HTMLElement);
    const next = at < 0 ? undefined : neighbour(all, at, event.key);
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    }
  }

  return (
    // The arrows only move the focus between what has it already.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={box}
      role="group"
      aria-label={label}
      aria-describedby={describedBy}
      className={className}
      onKeyDown={move}
      onFocus={({ target }) => {
        const at = usable().indexOf(target);
        if (at >= 0) {
          stop.current = { element: target, at, focused: true };
          arrange();
        }
      }}
      onBlur={({ target }) => {
        // Not when it goes from the page: then the focus is to stay here.
        if (stop.current !== null && target.isConnected) {
          stop.current.focused = false;
        }
      }}
    >
      {children}
    </div>
  );
}

function neighbour(all: readonly HTMLElement[], at: number, key: string): HTMLElement | undefined {
  switch (key) {
    case 'ArrowRight':
      return all[at + 1];
    case 'ArrowLeft':
      return all[at - 1];
    case 'ArrowDown':
      return below(all.slice(at));
    case 'ArrowUp':
      return below(all.slice(0, at + 1).reverse());
    case 'Home':
      return all[0];
    case 'End':
      return all.at(-1);
    default:
      return undefined;
  }
}

/** The next one that stands over or under the first. */
function below([first, ...others]: readonly HTMLElement[]): HTMLElement | undefined {
  const left = first?.getBoundingClientRect().left;
  return others.find((one) => one.getBoundingClientRect().left === left);
}
