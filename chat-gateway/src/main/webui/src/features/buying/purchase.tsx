import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, LoaderCircle, MessageSquareText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { formatPhone } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { meQuery } from '@/shared/me';
import { isPassing, Problem } from '@/shared/problem';
import { reasonOf } from '@/shared/provisioning/asking';
import { CampaignSelect } from '@/shared/provisioning/campaign-select';
import { campaignKeys, campaignsQuery } from '@/shared/provisioning/campaigns';
import { numberKeys } from '@/shared/provisioning/numbers';
import { useOrderActions } from '@/shared/provisioning/order-actions';
import { OrderSteps } from '@/shared/provisioning/order-steps';
import { isBought, orderQuery, provision, rememberOrder } from '@/shared/provisioning/orders';
import { Button, buttonClass } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Alternatives } from './alternatives';
import type { Wish } from './cart';
import { askAgain, forgetWish, ordered, refused } from './cart';
import { placeOf } from './place';

const TRIES = 3;

/** One number from the confirmed purchase to its last step. */
export function Purchase({ wish }: { wish: Wish }) {
  const { language } = useT();
  const number = formatPhone(wish.number.did);
  return (
    <article
      aria-label={wish.name === '' ? number : `${wish.name}, ${number}`}
      data-did={wish.number.did}
      data-wish={wish.state}
      className="rounded-2xl border border-line bg-raised p-4 md:p-5"
    >
      <h3 className="text-base font-semibold tabular-nums">
        {number}
        {wish.name !== '' && <span className="ml-2 font-medium text-ink-2">{wish.name}</span>}
      </h3>
      <p className="mb-3 text-xs text-ink-3">{placeOf(wish.number, language)}</p>
      {wish.state === 'asked' && <Asking key={wish.key} wish={wish} />}
      {wish.state === 'refused' && <Refused wish={wish} />}
      {wish.state === 'ordered' && <Ordered wish={wish} />}
    </article>
  );
}

/** Asks until there is an answer, always with the same key: so it is bought once, however often it is asked. */
function Asking({ wish }: { wish: Wish }) {
  const { t } = useT();
  const client = useQueryClient();
  const begun = useRef(false);
  const { mutate, isError } = useMutation({
    mutationFn: () =>
      provision(
        { did: wish.number.did, campaignId: wish.campaignId, name: wish.name, teams: wish.teams },
        wish.key,
      ),
    retry: (failures, failure) => failures < TRIES && isPassing(failure),
    onSuccess: (order) => {
      rememberOrder(client, order);
      void client.invalidateQueries({ queryKey: numberKeys.list });
      void client.invalidateQueries({ queryKey: campaignKeys.all, exact: true });
      ordered(wish.key);
    },
    onError: (failure) => {
      if (failure instanceof Problem && !isPassing(failure)) {
        refused(wish.key, reasonOf(failure, t));
      }
    },
  });
  useEffect(() => {
    if (!begun.current) {
      begun.current = true;
      mutate();
    }
  }, [mutate]);
  return (
    <div role="status" className="text-sm">
      {!isError ? (
        <p className="flex items-center gap-2 text-ink-2">
          <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />
          {t('campaigns.purchase.asking')}
        </p>
      ) : (
        <>
          <p className="text-danger">{t('campaigns.purchase.noAnswer')}</p>
          <Button className="mt-2" onClick={() => mutate()}>
            {t('campaigns.purchase.askAgain')}
          </Button>
        </>
      )}
    </div>
  );
}

/** The server said no before there was an order; nothing was bought. */
function Refused({ wish }: { wish: Wish }) {
  const { t } = useT();
  const campaigns = useQuery(campaignsQuery);
  const [campaignId, setCampaignId] = useState(wish.campaignId);
  return (
    <div className="text-sm">
      <p role="alert" className="mb-3 text-danger">
        {t('campaigns.purchase.refused', { reason: wish.reason ?? '' })}
      </p>
      <div className="max-w-xl">
        <CampaignSelect campaigns={campaigns.data ?? []} value={campaignId} onChange={setCampaignId} />
      </div>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button onClick={() => askAgain(wish.key, campaignId)}>{t('campaigns.order.retry')}</Button>
        <Button look="danger" onClick={() => forgetWish(wish.key)}>
          {t('campaigns.order.drop')}
        </Button>
      </div>
    </div>
  );
}

function Ordered({ wish }: { wish: Wish }) {
  const { t } = useT();
  const { did } = wish.number;
  const client = useQueryClient();
  const order = useQuery(orderQuery(did));
  const actions = useOrderActions(did);
  const [givingBack, setGivingBack] = useState(false);
  const state = order.data?.state;
  useEffect(() => {
    if (state === 'done') {
      // The number is in everybody's lists now, and its campaign has a place less.
      void client.invalidateQueries({ queryKey: meQuery.queryKey });
      void client.invalidateQueries({ queryKey: numberKeys.list });
      void client.invalidateQueries({ queryKey: campaignKeys.all, exact: true });
    }
  }, [state, client]);

  if (order.data === undefined) {
    return order.error === null ? (
      <p role="status" className="flex items-center gap-2 text-sm text-ink-2">
        <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />
        {t('campaigns.purchase.looking')}
      </p>
    ) : (
      <div role="alert" className="text-sm text-danger">
        {t('campaigns.notDone', { reason: reasonOf(order.error, t) })}
        <Button look="soft" className="mt-2 block" onClick={() => void order.refetch()}>
          {t('campaigns.order.retry')}
        </Button>
      </div>
    );
  }
  const ours = order.data.state === 'done' && order.data.kind !== 'release';
  const without =
    ours && order.data.steps.some(({ name, state: one }) => name === 'assign-campaign' && one === 'skipped');
  return (
    <>
      <OrderSteps
        order={order.data}
        busy={actions.busy}
        problem={actions.problem}
        onRetry={actions.retry}
        onSkipCampaign={actions.skipCampaign}
        onGiveBack={() => setGivingBack(true)}
      />
      {ours && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {!without && (
            <Link href={`/?compose=${encodeURIComponent(did)}`} className={buttonClass()}>
              <MessageSquareText className="size-4" aria-hidden="true" />
              {t('campaigns.purchase.write')}
            </Link>
          )}
          <Link href={`/numbers/${did}`} className={buttonClass('soft')}>
            {t('campaigns.purchase.open')}
            <ArrowRight className="size-4" aria-hidden="true" />
          </Link>
          {without && <p className="w-full text-sm text-warn">{t('campaigns.purchase.without')}</p>}
        </div>
      )}
      {order.data.state === 'gone' && <Alternatives wish={wish} />}
      {givingBack && (
        <Dialog
          title={isBought(order.data) ? t('campaigns.order.giveBack') : t('campaigns.order.drop')}
          closeLabel={t('campaigns.close')}
          onClose={() => setGivingBack(false)}
        >
          <p className="text-sm text-pretty text-ink-2">
            {isBought(order.data)
              ? t('campaigns.purchase.giveBackText', { number: formatPhone(did) })
              : t('campaigns.purchase.dropText', { number: formatPhone(did) })}
          </p>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button look="plain" onClick={() => setGivingBack(false)}>
              {t('campaigns.cancel')}
            </Button>
            <Button
              onClick={() => {
                setGivingBack(false);
                actions.giveBack();
              }}
            >
              {t('campaigns.purchase.giveBackYes')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
