import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { Problem } from '@/shared/problem';
import { reasonOf } from '@/shared/provisioning/asking';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import { Card } from '@/shared/ui/card';
import { nameOf, NumberStateMark, stateText } from '@/shared/provisioning/number-state';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import { numberQuery } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { orderQuery, progressOf, stepUnderWay } from '@/shared/provisioning/orders';
import { useNames } from '@/shared/team/people';
import { buttonClass } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { CampaignCard } from './campaign-card';
import { CompareCard } from './compare-card';
import { CoolingBanner } from './cooling-banner';
import { Ago } from './figures';
import { HealthCard } from './health-card';
import { useKeptFocus } from './kept-focus';
import { LiveOrder } from './live-order';
import { NameCard } from './name-card';
import { ReleaseCard } from './release-card';
import { TeamsCard } from './teams-card';

/** One number: who has it, what it is called, how it fares, and whether the carrier agrees. */
export function NumberPage({ did }: { did: string }) {
  const { t } = useT();
  const enabled = isManager(useMe());
  const number = useQuery({ ...numberQuery(did), enabled });
  const order = useQuery({ ...orderQuery(did), enabled });
  const found = number.data;
  const phone = formatPhone(did);
  const gone = isMissing(number.error);

  return (
    <ProvisioningFrame
      title={found === undefined ? phone : nameOf(found)}
      lead={found === undefined || nameOf(found) === phone ? '' : phone}
      tab="numbers"
      up={{ href: '/numbers', label: t('numbers.all') }}
      {...(found !== undefined && {
        actions: (
          <Link href={`/?did=${encodeURIComponent(did)}`} className={buttonClass('soft')}>
            {t('numbers.one.conversations')}
          </Link>
        ),
      })}
    >
      {found !== undefined ? (
        <>
          {order.isError && order.data === undefined && !isMissing(order.error) && (
            <p role="alert" className="mb-4 text-sm text-danger">
              {t('numbers.order.failed', { reason: reasonOf(order.error, t) })}
            </p>
          )}
          <Found number={found} order={order.data} />
        </>
      ) : gone ? (
        <EmptyState title={t('numbers.one.gone')} text={t('numbers.one.goneText')}>
          <Link href="/numbers" className={`${buttonClass('soft')} mt-3`}>
            {t('numbers.all')}
          </Link>
        </EmptyState>
      ) : number.isError ? (
        <FailedState
          text={t('numbers.one.failed', { reason: reasonOf(number.error, t) })}
          retryLabel={t('numbers.retry')}
          onRetry={() => void number.refetch()}
        />
      ) : (
        <Skeleton label={t('numbers.loading')}>
          <div className="mb-4 h-24 rounded-2xl bg-line" />
          <div className="grid gap-4 lg:grid-cols-2">
            {Array.from({ length: 4 }, (_, index) => (
              <div key={index} className="h-48 rounded-2xl bg-line" />
            ))}
          </div>
        </Skeleton>
      )}
    </ProvisioningFrame>
  );
}

/** The server knows no such thing, or no such number can be. */
function isMissing(error: Error | null): boolean {
  return error instanceof Problem && [404, 422].includes(error.status);
}

function Found({ number, order }: { number: OwnNumber; order: Order | undefined }) {
  const { t } = useT();
  const { did, state } = number;
  const released = state === 'released';
  const cooling = state === 'releasing';
  const open = order?.state === 'running' || order?.state === 'failed';
  const shown = open && stepUnderWay(order)?.name !== 'cool-down';
  return (
    <>
      <Facts number={number} order={order} />
      {cooling && <CoolingBanner number={number} />}
      {released && (
        <p className="mb-4 rounded-2xl bg-linen px-4 py-3 text-sm text-ink-2">
          {t('numbers.one.releasedText')}
        </p>
      )}
      {shown && (
        <Card title={t('numbers.order.title')} aside={<Asked order={order} />} className="mb-4">
          <LiveOrder order={order} />
        </Card>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {!released && (
          <div className="grid gap-4">
            <NameCard number={number} />
            <TeamsCard number={number} />
            <CampaignCard number={number} order={order} />
          </div>
        )}
        <div className={`grid gap-4 ${released ? 'lg:col-span-2' : ''}`}>
          <HealthCard did={did} active={state === 'active'} />
          {state === 'active' && <CompareCard did={did} order={order} />}
          {(state === 'active' || state === 'failed') && <ReleaseCard number={number} order={order} />}
          {order !== undefined && !open && <LastOrder order={order} />}
        </div>
      </div>
    </>
  );
}

function Facts({ number, order }: { number: OwnNumber; order: Order | undefined }) {
  const { t } = useT();
  const kept = useKeptFocus<HTMLDivElement>(number.state);
  const place = [number.rateCenter, number.region].filter((part) => part != null && part !== '').join(', ');
  const channels = [number.smsEnabled ? 'SMS' : null, number.mmsEnabled ? 'MMS' : null].filter(Boolean);
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      t('numbers.one.state'),
      <NumberStateMark
        key="state"
        state={number.state}
        step={order?.state === 'running' && order.kind !== 'release' ? progressOf(order) : undefined}
      />,
    ],
    [t('numbers.one.channels'), channels.length === 0 ? t('numbers.none') : channels.join(' · ')],
    [t('numbers.one.place'), place === '' ? null : place],
    [
      t('numbers.one.webhook'),
      number.webhookUrl == null ? null : (
        <span key="webhook" className="font-mono text-xs [overflow-wrap:anywhere]">
          {number.webhookUrl}
        </span>
      ),
    ],
    [t('numbers.one.readAt'), number.readAt == null ? null : <Ago key="read" at={number.readAt} />],
  ];
  return (
    <div
      ref={kept}
      tabIndex={-1}
      role="group"
      aria-label={stateText(number.state, t)}
      data-did={number.did}
      className="mb-4 rounded-2xl"
    >
      <dl className="flex flex-wrap gap-x-8 gap-y-3 rounded-2xl bg-linen px-4 py-3 text-sm md:px-5">
        {facts
          .filter(([, value]) => value !== null)
          .map(([name, value]) => (
            <div key={name} className="min-w-0">
              <dt className="text-xs text-ink-3">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

/** What it is, who asked for it and when. */
function Asked({ order }: { order: Order }) {
  const { t } = useT();
  const names = useNames();
  return (
    <span className="text-sm text-ink-3">
      {t(`numbers.order.${order.kind}`)}
      {order.requestedBy !== '' && order.requestedAt !== '' && (
        <>
          {' · '}
          <Ago
            at={order.requestedAt}
            wrap={(when) => t('numbers.order.by', { user: names(order.requestedBy), when })}
          />
        </>
      )}
    </span>
  );
}

/** What was done last, for whoever wonders how it came to be so. */
function LastOrder({ order }: { order: Order }) {
  const { t } = useT();
  return (
    <details className="rounded-2xl border border-line px-4 py-3 text-sm md:px-5">
      <summary className="font-medium">
        {t('numbers.order.last')}: {t(`numbers.order.${order.kind}`)}
      </summary>
      <p className="pt-2">
        <Asked order={order} />
      </p>
      <div className="pt-3">
        <LiveOrder order={order} />
      </div>
    </details>
  );
}
