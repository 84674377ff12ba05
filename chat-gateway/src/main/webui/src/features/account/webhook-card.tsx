import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, CircleHelp, RefreshCw, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { useNow } from '@/shared/clock';
import { formatAgo, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { reasonOf, useKeys } from '@/shared/provisioning/asking';
import { Card } from '@/shared/ui/card';
import type { OurWebhook } from '@/shared/provisioning/webhook';
import { renewWebhook, webhookKey, webhookQuery } from '@/shared/provisioning/webhook';
import { Button, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Skeleton } from '@/shared/ui/states';

/** The way by which texts and receipts come in: whether it is as it should be, and renewing it with today's token. */
export function WebhookCard() {
  const { t } = useT();
  const client = useQueryClient();
  const keys = useKeys();
  const webhook = useQuery(webhookQuery);
  const [asking, setAsking] = useState(false);
  const renewing = useMutation({
    mutationFn: () => renewWebhook(keys.of('renew')),
    onSettled: (_, error) => keys.answered(error),
    onSuccess: (renewed) => client.setQueryData(webhookKey, renewed),
  });
  const refused = renewing.error instanceof Problem && renewing.error.slug === 'intake-refuses-token';
  return (
    <Card
      title={t('campaigns.webhook.title')}
      aside={
        <IconButton
          small
          label={t('campaigns.webhook.refresh')}
          disabled={webhook.isFetching}
          onClick={() => void webhook.refetch()}
        >
          <RefreshCw className={`size-4 ${webhook.isFetching ? 'animate-spin' : ''}`} aria-hidden="true" />
        </IconButton>
      }
    >
      <p className="mb-3 text-sm text-pretty text-ink-2">{t('campaigns.webhook.lead')}</p>
      {webhook.error !== null && (
        <p role="alert" className="mb-3 text-sm text-danger">
          {t('campaigns.webhook.failed', { reason: reasonOf(webhook.error, t) })}
        </p>
      )}
      {webhook.data === undefined ? (
        webhook.isPending && (
          <Skeleton label={t('campaigns.page.loading')}>
            <div className="h-40 rounded-xl bg-line" />
          </Skeleton>
        )
      ) : (
        <>
          <Standing webhook={webhook.data} />
          <div className="mt-4 flex flex-wrap items-center gap-3">
            <Button
              look={webhook.data.asWanted ? 'soft' : 'solid'}
              disabled={renewing.isPending}
              onClick={() => setAsking(true)}
            >
              {renewing.isPending ? t('campaigns.webhook.renewing') : t('campaigns.webhook.renew')}
            </Button>
            <span role="status" className="text-sm text-good">
              {renewing.isSuccess ? t('campaigns.webhook.renewed') : ''}
            </span>
          </div>
        </>
      )}
      <p role="alert" className="mt-2 text-sm text-pretty text-danger empty:hidden">
        {renewing.error === null
          ? ''
          : refused
            ? t('campaigns.webhook.refused')
            : t('campaigns.notDone', { reason: reasonOf(renewing.error, t) })}
      </p>
      {asking && (
        <Dialog
          title={t('campaigns.webhook.renewTitle')}
          closeLabel={t('campaigns.close')}
          onClose={() => setAsking(false)}
        >
          <ul className="list-disc space-y-2 pl-5 text-sm text-ink-2">
            <li className="text-pretty">{t('campaigns.webhook.renewWhat')}</li>
            <li className="text-pretty">{t('campaigns.webhook.renewCheck')}</li>
            <li className="text-pretty">{t('campaigns.webhook.renewOld')}</li>
          </ul>
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <Button look="plain" onClick={() => setAsking(false)}>
              {t('campaigns.cancel')}
            </Button>
            <Button
              onClick={() => {
                setAsking(false);
                renewing.mutate();
              }}
            >
              {t('campaigns.webhook.renewYes')}
            </Button>
          </div>
        </Dialog>
      )}
    </Card>
  );
}

function Standing({ webhook }: { webhook: OurWebhook }) {
  const { t, language } = useT();
  const now = useNow(60_000);
  const there = webhook.url != null && webhook.url !== '';
  return (
    <div data-webhook={webhook.asWanted ? 'wanted' : 'differs'}>
      <p className={`text-sm font-semibold ${webhook.asWanted ? 'text-good' : 'text-danger'}`}>
        {webhook.asWanted
          ? t('campaigns.webhook.fine')
          : there
            ? t('campaigns.webhook.differs')
            : t('campaigns.webhook.missing')}
      </p>
      {there && (
        <p className="mt-1 rounded-lg bg-linen px-3 py-2 font-mono text-xs [overflow-wrap:anywhere]">
          <span className="sr-only">{t('campaigns.webhook.address')} </span>
          {webhook.url}
        </p>
      )}
      {webhook.addressAsWanted === false && webhook.wantedUrl != null && (
        <p className="mt-1 text-xs [overflow-wrap:anywhere] text-ink-2">
          {t('campaigns.webhook.should')} <code>{webhook.wantedUrl}</code>
        </p>
      )}
      <ul className="mt-3 grid gap-1.5 text-sm">
        <Answer
          id="address"
          good={webhook.addressAsWanted}
          yes={t('campaigns.webhook.addressYes')}
          no={t('campaigns.webhook.addressNo')}
        />
        <Answer
          id="token"
          good={webhook.tokenAsWanted}
          yes={t('campaigns.webhook.tokenYes')}
          no={t('campaigns.webhook.tokenNo')}
        />
        <Answer
          id="receipts"
          good={webhook.receipts}
          yes={t('campaigns.webhook.receiptsYes')}
          no={t('campaigns.webhook.receiptsNo')}
        />
        <Answer
          id="intake"
          good={webhook.intakeTakesOurToken}
          yes={t('campaigns.webhook.intakeYes')}
          no={t('campaigns.webhook.intakeNo')}
          unknown={t('campaigns.webhook.intakeUnknown')}
        />
      </ul>
      <p className="mt-3 text-xs text-ink-3">
        {t('campaigns.webhook.numbers', { count: webhook.numbers, name: webhook.name })}
        {webhook.checkedAt != null && (
          <>
            {' · '}
            {t('campaigns.account.checked')}{' '}
            <time dateTime={webhook.checkedAt} title={formatStamp(new Date(webhook.checkedAt), language)}>
              {formatAgo(now - Date.parse(webhook.checkedAt), language)}
            </time>
          </>
        )}
      </p>
    </div>
  );
}

/** Yes, no, or nobody could say. */
function Answer({
  id,
  good,
  yes,
  no,
  unknown,
}: {
  id: string;
  good: boolean | null | undefined;
  yes: string;
  no: string;
  unknown?: string;
}): ReactNode {
  const { t } = useT();
  const known = good ?? null;
  return (
    <li
      data-check={id}
      data-good={known ?? 'unknown'}
      className={`flex items-start gap-2 text-pretty ${known === false ? 'text-danger' : known === null ? 'text-warn' : ''}`}
    >
      {known === true ? (
        <Check className="mt-0.5 size-4 shrink-0 text-good" aria-hidden="true" />
      ) : known === false ? (
        <X className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      ) : (
        <CircleHelp className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
      )}
      <span>{known === true ? yes : known === false ? no : (unknown ?? t('campaigns.webhook.unknown'))}</span>
    </li>
  );
}
