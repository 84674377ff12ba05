/** A moment that people mean when they say "later". */
export interface Later {
  name: 'hour' | 'morning' | 'tonight' | 'tomorrow' | 'monday';
  at: Date;
}

const EVENING = 20;
const MORNING = 9;
/** Until then a night is still on, and the morning that ends it is worth a line of its own. */
const NIGHT_ENDS = 5;

/** By the clock of whoever looks at it: its hours mean what the clock on the wall will show then. */
function dayAt(now: Date, days: number, hour: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hour);
}

/** What is offered now: this morning at night alone, tonight until it has begun, Monday unless it is tomorrow. */
export function latersOf(now: Date): Later[] {
  const hour = new Date(now.getTime() + 3_600_000);
  const tonight = dayAt(now, 0, EVENING);
  const tomorrow = dayAt(now, 1, MORNING);
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  const monday = dayAt(now, untilMonday, MORNING);
  const laters: Later[] = [{ name: 'hour', at: hour }];
  if (now.getHours() < NIGHT_ENDS) {
    laters.push({ name: 'morning', at: dayAt(now, 0, MORNING) });
  }
  if (tonight.getTime() - now.getTime() > 3_600_000) {
    laters.push({ name: 'tonight', at: tonight });
  }
  laters.push({ name: 'tomorrow', at: tomorrow });
  if (monday.getTime() !== tomorrow.getTime()) {
    laters.push({ name: 'monday', at: monday });
  }
  return laters;
}

const LONGEST_MS = 365 * 86_400_000;

/** What a field for a date and a time says, as a moment; null for none that a thread may sleep until. */
export function momentOf(local: string, now: Date): Date | null {
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? new Date(local) : null;
  const ahead = at === null ? Number.NaN : at.getTime() - now.getTime();
  return at !== null && ahead > 0 && ahead < LONGEST_MS ? at : null;
}

/** As such a field wants it. */
export function localText(at: Date): string {
  const two = (figure: number): string => String(figure).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
