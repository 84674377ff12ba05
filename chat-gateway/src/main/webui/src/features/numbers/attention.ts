import type { NumberReport, OwnNumber } from '@/shared/provisioning/numbers';

/** What about a number wants a manager's eye, the gravest first. */
export const attentions = [
  'failed',
  'drift',
  'silent',
  'failing',
  'unconfirmed',
  'no-campaign',
  'no-team',
] as const;
export type Attention = (typeof attentions)[number];

/** From where a share of failures says something about the number rather than about one recipient. */
const FEW_FAILURES = 5;
const FAILING = 0.1;
const FEW_RECEIPTS = 0.5;

export function attentionOf(
  number: OwnNumber,
  drifted: boolean,
  report: NumberReport | undefined,
): readonly Attention[] {
  const active = number.state === 'active';
  const holds: Record<Attention, boolean> = {
    failed: number.state === 'failed',
    drift: drifted,
    silent: active && report?.silent != null,
    failing: report !== undefined && isFailing(report),
    unconfirmed: report?.receiptsRatio != null && report.receiptsRatio < FEW_RECEIPTS,
    'no-campaign': active && (number.campaignId == null || number.campaignId === ''),
    'no-team': active && number.teams.length === 0,
  };
  return attentions.filter((one) => holds[one]);
}

function isFailing({ sent, failed }: NumberReport): boolean {
  return failed >= FEW_FAILURES && failed > FAILING * Math.max(sent, failed);
}
