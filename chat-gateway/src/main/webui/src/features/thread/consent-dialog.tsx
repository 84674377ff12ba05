import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Ban, Check, CircleHelp, LifeBuoy, MessageCircleQuestionMark } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { keys } from '@/live/keys';
import { useNow } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { formatExact, formatPhone, formatSpan } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { FailedState, Skeleton } from '@/shared/ui/states';
import { toast } from '@/shared/ui/toast';
import { useAnswerConsent } from './api/answer-consent';
import type { ConsentEntry, ContactTime } from './api/get-consent';
import { consentQuery } from './api/get-consent';
import { putZone } from './api/put-zone';
import { problemText } from './problem-text';
import { clockOf, isZone } from './quiet';
import { ReasonForm } from './reason-form';
import { usualZones, zoneName, zoneOf } from './zones';
import './texts';

/** What this contact allowed and asked for, by whose word, and what time it is there. */
export function ConsentDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const { t } = useT();
  return (
    <Dialog title={t('consent.title')} closeLabel={t('trail.close')} onClose={onClose}>
      <ConsentStory thread={thread} />
    </Dialog>
  );
}

/** The same without a dialog around it. */
export function ConsentStory({ thread }: { thread: Thread }) {
  const { t } = useT();
  const consent = useQuery(consentQuery(thread));
  return (
    <>
      <Standing thread={thread} />
      {consent.data === undefined ? (
        consent.isError ? (
          <FailedState
            text={t('consent.failed')}
            retryLabel={t('thread.retry')}
            onRetry={() => void consent.refetch()}
          />
        ) : (
          <Skeleton label={t('consent.loading')}>
            <div className="mt-4 h-24 rounded-xl bg-line" />
          </Skeleton>
        )
      ) : (
        <>
          {consent.data.contact != null && <Hours thread={thread} contact={consent.data.contact} />}
          <h3 className="mt-5 mb-2 text-sm font-semibold">{t('consent.history')}</h3>
          {consent.data.entries.length === 0 ? (
            <p className="text-sm text-ink-3">{t('consent.nothing')}</p>
          ) : (
            <ol className="flex flex-col gap-3">
              {consent.data.entries
                .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))
                .map((entry) => (
                  <Entry key={entry.id} entry={entry} thread={thread} />
                ))}
            </ol>
          )}
        </>
      )}
    </>
  );
}

/** Whether this contact may be written to, and who may change that. */
function Standing({ thread }: { thread: Thread }) {
  const { t } = useT();
  const me = useMe();
  const [deciding, setDeciding] = useState(false);
  const answer = useAnswerConsent(thread.id, (error) =>
    toast(t('thread.changeFailed', { reason: problemText(error, t) })),
  );
  const out = thread.consent?.asked === 'opt-out';
  const look = out
    ? 'bg-danger-soft text-danger'
    : thread.consent == null
      ? 'bg-thread-soft text-thread-strong'
      : 'bg-warn-soft text-warn';
  return (
    <div className={`flex flex-wrap items-center gap-2 rounded-xl px-3.5 py-2.5 text-sm ${look}`}>
      <p className="flex-1 font-semibold" data-standing={thread.consent?.asked ?? 'open'}>
        {out
          ? t('consent.standing.out')
          : thread.consent == null
            ? t('consent.standing.open')
            : t('consent.unclear')}
      </p>
      {deciding ? (
        <ReasonForm
          label={t(out ? 'consent.allowReason' : 'consent.stopReason')}
          action={t(out ? 'consent.allow' : 'consent.stop')}
          busy={answer.isPending}
          onSubmit={(reason) =>
            answer.mutate(
              { answer: out ? 'opt-in' : 'opt-out', reason },
              { onSuccess: () => setDeciding(false) },
            )
          }
          onCancel={() => setDeciding(false)}
        />
      ) : (
        (!out || isManager(me)) && (
          <Button look="plain" onClick={() => setDeciding(true)}>
            {t(out ? 'consent.allowAgain' : 'consent.record')}
          </Button>
        )
      )}
    </div>
  );
}

function Hours({ thread, contact }: { thread: Thread; contact: ContactTime }) {
  const { t, language } = useT();
  const client = useQueryClient();
  const now = useNow(60_000);
  const id = useId();
  const zone = zoneOf(contact);
  const change = useMutation({
    mutationFn: (next: string | null) => putZone(thread.id, next),
    onSuccess: () => client.invalidateQueries({ queryKey: keys.consents(thread.id) }),
    onError: (error) => toast(t('thread.changeFailed', { reason: problemText(error, t) })),
  });
  const offered = [
    ...new Set([...contact.zones, ...(contact.stated == null ? [] : [contact.stated]), ...usualZones]),
  ].filter(isZone);
  return (
    <section className="mt-5" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className="mb-1 text-sm font-semibold">
        {t('consent.hours')}
      </h3>
      <p className="text-sm">
        {t('quiet.now', clockOf(new Date(now), zone, language))}{' '}
        {contact.quiet != null && isZone(contact.quiet.zone) && (
          <span className="text-warn">
            {t('consent.quietUntil', clockOf(new Date(contact.quiet.opensAt), contact.quiet.zone, language))}
          </span>
        )}
        {contact.replyUntil != null && <span className="text-good">{t('consent.mayAnswer')}</span>}
      </p>
      {contact.quiet?.rule != null && (
        <p className="mt-0.5 text-xs text-ink-3">{ruleText(contact.quiet.rule, t)}</p>
      )}
      <label htmlFor={id} className="mt-2.5 mb-0.5 block text-xs font-medium">
        {t('consent.zone')}
      </label>
      <select
        id={id}
        value={contact.stated ?? ''}
        disabled={change.isPending}
        onChange={(event) => change.mutate(event.target.value === '' ? null : event.target.value)}
        className="w-full rounded-lg border border-line-strong bg-raised px-2.5 py-1.5 text-sm focus:border-thread focus:outline-none"
      >
        <option value="">
          {contact.zones.length === 0
            ? t('consent.zoneUnknown')
            : t('consent.zoneByNumber', {
                zones: contact.zones
                  .filter(isZone)
                  .slice(0, 2)
                  .map((one) => zoneName(one, language))
                  .join(', '),
              })}
        </option>
        {offered.map((one) => (
          <option key={one} value={one}>
            {zoneName(one, language)}
          </option>
        ))}
      </select>
    </section>
  );
}

function ruleText(rule: string, t: ReturnType<typeof useT>['t']): string {
  const state = /^state:(.+)$/.exec(rule)?.[1];
  if (state !== undefined) {
    return t('consent.rule.state', { state });
  }
  return rule === 'federal'
    ? t('consent.rule.federal')
    : rule === 'unknown-zone'
      ? t('consent.rule.unknown-zone')
      : t('consent.rule.other', { rule });
}

const icons: Record<string, ReactNode> = {
  'opt-out': <Ban className="text-danger" />,
  'opt-in': <Check className="text-good" />,
  unclear: <CircleHelp className="text-warn" />,
  kept: <Check />,
  asked: <MessageCircleQuestionMark />,
  help: <LifeBuoy />,
};
const kinds = ['opt-out', 'opt-in', 'unclear', 'kept', 'asked', 'help'] as const;

function Entry({ entry, thread }: { entry: ConsentEntry; thread: Thread }) {
  const { t, language } = useT();
  const names = useNames();
  const kind = kinds.find((one) => one === entry.kind);
  return (
    <li className="flex gap-3 text-sm">
      <span className="mt-0.5 shrink-0 text-ink-3 [&>svg]:size-4" aria-hidden="true">
        {icons[entry.kind] ?? <CircleHelp />}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{kind === undefined ? entry.kind : t(`consent.kind.${kind}`)}</span>
          <time className="ml-auto text-xs whitespace-nowrap text-ink-3 tabular-nums" dateTime={entry.at}>
            {formatExact(new Date(entry.at), language)}
          </time>
        </p>
        <div className="text-xs text-ink-2">
          {entry.text != null && entry.text !== '' && (
            <q dir="auto" className="block [overflow-wrap:anywhere] italic">
              {entry.text}
            </q>
          )}
          {entry.word != null && entry.word !== '' && entry.word !== entry.text && (
            <span className="block">{t('consent.word', { word: entry.word })}</span>
          )}
          {entry.actor != null && (
            <span className="block">{t('consent.by', { user: names(entry.actor) })}</span>
          )}
          {entry.reason != null && entry.reason !== '' && (
            <span className="block">{t('consent.reason', { reason: entry.reason })}</span>
          )}
          {entry.did != null && entry.did !== thread.did && (
            <span className="block">{t('consent.otherNumber', { number: formatPhone(entry.did) })}</span>
          )}
          {entry.confirmation != null && (
            <span className="mt-0.5 block rounded-lg bg-bubble-out px-2 py-1">
              <span dir="auto" className="block [overflow-wrap:anywhere] text-ink">
                {entry.confirmation.text}
              </span>
              {t(`message.status.${entry.confirmation.status}`)}
              {entry.confirmation.afterMillis != null &&
                ` · ${t('consent.after', { span: formatSpan(entry.confirmation.afterMillis, language) })}`}
            </span>
          )}
        </div>
      </div>
    </li>
  );
}
