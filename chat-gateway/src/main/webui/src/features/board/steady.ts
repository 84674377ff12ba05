import { useState } from 'react';

/**
 * Rows stay where they are while somebody points at one or stands in one by keyboard, so that a press meets what it
 * was meant for; new ones come at the end until then.
 */
export function useSteadyRows<R>(rows: readonly R[], keyOf: (row: R) => string) {
  const [held, setHeld] = useState<readonly string[] | null>(null);
  const place = new Map(held?.map((key, index) => [key, index]));
  const steady =
    held === null
      ? rows
      : [...rows].sort(
          (one, other) => (place.get(keyOf(one)) ?? held.length) - (place.get(keyOf(other)) ?? held.length),
        );
  const hold = (): void => setHeld((before) => before ?? rows.map(keyOf));
  const release = (): void => setHeld(null);
  return {
    rows: steady,
    holding: {
      onPointerEnter: hold,
      onPointerLeave: release,
      onFocus: hold,
      onBlur: release,
    },
  };
}
