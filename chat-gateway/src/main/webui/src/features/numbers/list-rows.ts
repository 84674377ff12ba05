import type { DriftReport, NumberReport, OwnNumber } from '@/shared/provisioning/numbers';
import { numberStates } from '@/shared/provisioning/numbers';
import type { Attention } from './attention';
import { attentionOf } from './attention';
import type { ListFilter, Sort } from './list-filter';
import { NONE } from './list-filter';

/** One number of the table with all that is known of it. */
export interface ListRow {
  number: OwnNumber;
  report: NumberReport | undefined;
  attention: readonly Attention[];
}

export function rowsOf(
  numbers: readonly OwnNumber[],
  reports: readonly NumberReport[] | undefined,
  drift: DriftReport | undefined,
): ListRow[] {
  const byDid = new Map(reports?.map((report) => [report.did, report]));
  const drifted = new Set(drift?.numbers.filter((one) => one.drifted).map((one) => one.did));
  return numbers.map((number) => {
    const report = byDid.get(number.did);
    return { number, report, attention: attentionOf(number, drifted.has(number.did), report) };
  });
}

/** Those that fit, in their order. */
export function shownRows(rows: readonly ListRow[], filter: ListFilter, language: string): ListRow[] {
  const fits = textFilter(filter.text);
  return rows
    .filter(
      ({ number, attention }) =>
        fits(number) &&
        (filter.state === null || number.state === filter.state) &&
        isAmong(filter.team, number.teams) &&
        isAmong(
          filter.campaign,
          number.campaignId == null || number.campaignId === '' ? [] : [number.campaignId],
        ) &&
        (filter.attention === null ||
          (filter.attention === 'any' ? attention.length > 0 : attention.includes(filter.attention))),
    )
    .sort(orderBy(filter.sort, language));
}

function isAmong(wanted: string | null, values: readonly string[]): boolean {
  return wanted === null || (wanted === NONE ? values.length === 0 : values.includes(wanted));
}

/** Finds a number by its name or place, or by digits however they are written: `(305) 330`, `305-330`, `+1305330`. */
export function textFilter(
  text: string,
): (number: Pick<OwnNumber, 'did' | 'name' | 'rateCenter'>) => boolean {
  const words = plain(text);
  const digits = /\p{L}/u.test(text) ? '' : text.replace(/\D/g, '');
  return ({ did, name, rateCenter }) =>
    words === '' ||
    plain(name ?? '').includes(words) ||
    plain(rateCenter ?? '').includes(words) ||
    (digits !== '' && did.replace(/\D/g, '').includes(digits));
}

/** Without case and accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function orderBy(sort: Sort, language: string): (one: ListRow, other: ListRow) => number {
  const words = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
  const byNumber = (one: ListRow, other: ListRow): number => (one.number.did < other.number.did ? -1 : 1);
  const byName = (one: ListRow, other: ListRow): number => {
    const [name, otherName] = [one.number.name ?? '', other.number.name ?? ''];
    // Numbers without a name come last.
    return Number(name === '') - Number(otherName === '') || words.compare(name, otherName);
  };
  const first: Record<Sort, (one: ListRow, other: ListRow) => number> = {
    name: byName,
    number: byNumber,
    state: (one, other) => stateAt(one) - stateAt(other) || byName(one, other),
    sent: (one, other) => (other.report?.sent ?? -1) - (one.report?.sent ?? -1),
    failed: (one, other) => (other.report?.failed ?? -1) - (one.report?.failed ?? -1),
    heard: (one, other) => heardAt(one) - heardAt(other),
  };
  return (one, other) => first[sort](one, other) || byNumber(one, other);
}

/** What failed or moves comes before what is settled. */
function stateAt({ number }: ListRow): number {
  const order = ['failed', 'provisioning', 'releasing', 'active', 'released'];
  const known = numberStates.find((state) => state === number.state);
  return known === undefined ? -1 : order.indexOf(known);
}

/** When something last came; never is the longest silence. */
function heardAt({ report }: ListRow): number {
  return report?.lastInboundAt == null ? 0 : Date.parse(report.lastInboundAt);
}
