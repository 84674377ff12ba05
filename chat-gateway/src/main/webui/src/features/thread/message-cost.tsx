import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import type { Price } from '@/shared/sending';
import { formatPrice, priceOf } from '@/shared/sending';
import { Popover } from '@/shared/ui/popover';
import { GsmOffer } from './gsm-offer';
import type { Cost } from './cost';
import { limits } from './segments';
import { SegmentCount } from './segment-counter';

interface CostProps {
  cost: Cost;
  text: string;
  price: Price | null;
  /** How many signs are marked in the text. */
  marked: number;
  onGsm: (text: string) => void;
  /** Null where it cannot be one. */
  onMms: (() => void) | null;
}

/** What the carrier will make of the text. Quiet until it costs more than one segment. */
export function MessageCost({ cost, text, price, marked, onGsm, onMms }: CostProps) {
  const { t, language } = useT();
  if (cost.kind === 'mms') {
    return (
      <p
        className={`flex flex-wrap justify-end gap-x-2.5 text-xs font-medium tabular-nums ${cost.tooLong ? 'text-danger' : 'text-ink-3'}`}
        data-segments="mms"
      >
        <span className="sr-only">
          {t('compose.cost.ofMms', {
            used: formatNumber(cost.used, language),
            limit: formatNumber(cost.limit, language),
          })}
        </span>
        {cost.tooLong && (
          <span className="mr-auto">
            {t('compose.cost.tooLong', { limit: formatNumber(cost.limit, language) })}
          </span>
        )}
        <span>{t('composer.mms')}</span>
        {cost.used > 0 && (
          <span aria-hidden="true">
            {formatNumber(cost.used, language)}/{formatNumber(cost.limit, language)}
          </span>
        )}
        <Estimate amount={priceOf(price, cost)} currency={price?.currency} />
      </p>
    );
  }
  const { encoding, units, parts, left, culprit } = cost.segments;
  const limit = parts <= 1 ? limits[encoding].single : units + left;
  const [amount, asMms] = [priceOf(price, cost), priceOf(price, { kind: 'mms' })];
  return (
    <div
      className="flex flex-wrap items-baseline justify-end gap-x-2.5 text-xs text-ink-3 tabular-nums"
      data-segments={parts}
      data-encoding={encoding}
    >
      {cost.tooLong ? (
        <span className="mr-auto font-medium text-danger">
          {t('compose.cost.tooManyParts', { parts, limit: cost.limit })}
        </span>
      ) : (
        culprit !== null && (
          <span className="mr-auto">
            {t('composer.unicode', { char: culprit })}
            <span className="sr-only"> {t('compose.gsm.marked', { count: marked })}</span>
            <GsmPopover text={text} onGsm={onGsm} />
          </span>
        )
      )}
      <SegmentCount units={units} limit={limit} parts={parts} />
      <Estimate amount={amount} currency={price?.currency} />
      {onMms !== null && price !== null && asMms !== null && amount !== null && asMms < amount && (
        <button
          type="button"
          data-cheaper
          onClick={onMms}
          className="min-h-6 rounded font-semibold text-good underline underline-offset-2"
        >
          {t('compose.cost.cheaper', { price: formatPrice(asMms, price.currency, language) })}
        </button>
      )}
    </div>
  );
}

function Estimate({ amount, currency }: { amount: number | null; currency: string | undefined }) {
  const { t, language } = useT();
  return amount === null || currency === undefined ? null : (
    <span title={t('compose.cost.title')} data-cost={amount}>
      {t('compose.cost.about', { price: formatPrice(amount, currency, language) })}
    </span>
  );
}

function GsmPopover({ text, onGsm }: { text: string; onGsm: (text: string) => void }) {
  const { t } = useT();
  return (
    <span className="relative ml-1.5 inline-block">
      <Popover
        label={t('compose.gsm.title')}
        className="bottom-7 left-0 w-72 max-w-[calc(100vw-2rem)]"
        trigger={(props) => (
          <button
            type="button"
            className="min-h-6 rounded font-semibold text-thread-strong underline underline-offset-2"
            {...props}
          >
            {t('compose.gsm.make')}
          </button>
        )}
      >
        {(close) => (
          <GsmOffer
            text={text}
            onUse={(next) => {
              close();
              onGsm(next);
            }}
          />
        )}
      </Popover>
    </span>
  );
}
