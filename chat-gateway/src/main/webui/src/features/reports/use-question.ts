import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { Opening } from '@/shared/insight/opening';
import { useOpening } from '@/shared/insight/opening';
import type { Question } from './api/report';
import { groups } from './api/report';
import type { Preset, Range } from './range';
import { presets, rangeOf, todayIn, USUAL, wrongWith } from './range';

export interface Choice {
  question: Question;
  range: Range;
  /** Null when the days were chosen by hand. */
  preset: Preset | null;
  opening: Opening;
  choose: (change: Record<string, string | null>) => void;
}

/**
 * What is asked, kept in the address so that it survives a reload and can be sent to somebody.
 *
 * @param zone the contact centre's, once it is known; its day may be another one than here
 */
export function useChoice(zone: string | undefined): Choice {
  const [parameters, setParameters] = useSearchParams();
  const opening = useOpening();
  const today = todayIn(zone, new Date());
  const group = groups.find((known) => known === parameters.get('group')) ?? 'day';
  const did = parameters.get('did');
  const [from, to] = [parameters.get('from'), parameters.get('to')];
  const chosen = from !== null && to !== null && wrongWith({ from, to }) === null;
  const preset = chosen ? null : (presets.find((known) => known === parameters.get('range')) ?? USUAL);
  const range = useMemo(
    () => (preset === null ? { from: from ?? '', to: to ?? '' } : rangeOf(preset, today)),
    [preset, from, to, today],
  );

  function choose(change: Record<string, string | null>): void {
    setParameters(
      (current) => {
        const next = new URLSearchParams(current);
        for (const [name, value] of Object.entries(change)) {
          if (value === null) {
            next.delete(name);
          } else {
            next.set(name, value);
          }
        }
        return next;
      },
      { replace: true },
    );
  }

  return {
    question: { group, did, ...range, hours: opening.on ? 'open' : null },
    range,
    preset,
    opening,
    choose,
  };
}
