import { Ban, CircleHelp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import type { Timeline } from '@/live/timeline';
import type { Thread } from '@/shared/contract';
import { formatMoment } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { useNames } from '@/shared/team/people';
import { Button } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toast';
import { useAnswerConsent } from './api/answer-consent';
import type { Consent } from './api/get-consent';
import { problemText } from './problem-text';
import { ReasonForm } from './reason-form';

interface BannerProps {
  thread: Thread;
  timeline: Timeline | undefined;
  /** The history, once it is read. */
  consent: Consent | undefined;
  onHistory: () => void;
}

/** What a contact asked for stands above the place where one would write to them. */
export function ConsentBanner({ thread, timeline, consent, onHistory }: BannerProps) {
  const { t, language } = useT();
  const me = useMe();
  const names = useNames();
  const [allowing, setAllowing] = useState(false);
  const answer = useAnswerConsent(thread.id, (error) =>
    toast(t('thread.changeFailed', { reason: problemText(error, t) })),
  );
  const asked = thread.consent;
  if (asked == null) {
    return null;
  }
  const entry = consent?.entries.find(
    (one) => (asked.messageId != null && one.messageId === asked.messageId) || one.at === asked.since,
  );
  const words =
    timeline?.messages.find((message) => message.id === asked.messageId)?.body ?? entry?.text ?? null;
  const since = formatMoment(new Date(asked.since), new Date(), language);

  if (asked.asked === 'opt-out') {
    return (
      <Banner
        icon={<Ban />}
        look="border-danger/30 bg-danger-soft text-danger"
        title={
          entry?.actor == null
            ? t('consent.optedOut', { when: since })
            : t('consent.optedOutBy', { when: since, user: names(entry.actor) })
        }
        words={entry?.reason ?? words}
        kind="opt-out"
      >
        {allowing ? (
          <ReasonForm
            label={t('consent.allowReason')}
            action={t('consent.allow')}
            busy={answer.isPending}
            onSubmit={(reason) => answer.mutate({ answer: 'opt-in', reason })}
            onCancel={() => setAllowing(false)}
          />
        ) : (
          <>
            <span className="mr-auto text-xs text-ink-2">{t('consent.optedOutText')}</span>
            {isManager(me) && (
              <Button look="plain" className="max-sm:-ml-3.5" onClick={() => setAllowing(true)}>
                {t('consent.allowAgain')}
              </Button>
            )}
            <Button look="plain" className="max-sm:-ml-3.5" onClick={onHistory}>
              {t('consent.history')}
            </Button>
          </>
        )}
      </Banner>
    );
  }
  return (
    <Banner
      icon={<CircleHelp />}
      look="border-warn/40 bg-warn-soft text-warn"
      title={t('consent.unclear')}
      words={words}
      kind="unclear"
    >
      <Button look="solid" disabled={answer.isPending} onClick={() => answer.mutate({ answer: 'opt-out' })}>
        {t('consent.didAsk')}
      </Button>
      <Button look="soft" disabled={answer.isPending} onClick={() => answer.mutate({ answer: 'keep' })}>
        {t('consent.didNotAsk')}
      </Button>
      <Button look="plain" onClick={onHistory}>
        {t('consent.history')}
      </Button>
    </Banner>
  );
}

interface FrameProps {
  icon: ReactNode;
  look: string;
  title: string;
  words: string | null;
  kind: string;
  children: ReactNode;
}

function Banner({ icon, look, title, words, kind, children }: FrameProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      data-consent={kind}
      className={`mb-2 rounded-xl border px-3.5 py-2.5 text-sm ${look}`}
    >
      <p id={heading} className="flex items-start gap-2 font-semibold">
        <span className="mt-0.5 shrink-0 [&>svg]:size-4" aria-hidden="true">
          {icon}
        </span>
        {title}
      </p>
      {words !== null && words !== '' && (
        <blockquote
          dir="auto"
          className="my-1.5 ml-6 line-clamp-3 border-l-2 border-current/40 pl-2.5 [overflow-wrap:anywhere] text-ink italic"
        >
          {words}
        </blockquote>
      )}
      <div className="mt-1 ml-6 flex flex-wrap items-center gap-x-1 gap-y-1.5">{children}</div>
    </section>
  );
}
