import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock3,
  FileText,
  Inbox,
  Layers2,
  MailCheck,
  PenLine,
  RotateCw,
  Undo2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { keys } from '@/live/keys';
import type { Message, MessageDelivery, Thread } from '@/shared/contract';
import { formatExact, formatMoment, formatSpan } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { isAdmin, useMe } from '@/shared/me';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { FailedState, Skeleton } from '@/shared/ui/states';
import { Tick } from '@/shared/ui/tick';
import { getMessage } from './api/get-message';
import type {
  Attempt,
  CarrierRecord,
  Correction,
  Decision,
  MessageDetails,
  Receipt,
} from './api/get-message';
import { doubtOf, failureOf } from '@/shared/failures';
import { useNames } from '@/shared/team/people';
import type { Chapter } from './story';
import { effectOf, obstacleOf, outcomeOf, storyOf } from './story';
import './texts';

interface TrailProps {
  /** As the timeline has it now: a change of it reads the story again. */
  message: Message;
  thread: Thread;
  onClose: () => void;
}

/** The whole story of one message: who, when, what was asked, what came back, what the carrier said later. */
export function TrailDialog({ message, thread, onClose }: TrailProps) {
  const { t } = useT();
  const story = useQuery({
    queryKey: keys.story(message.id, message.updatedAt),
    queryFn: ({ signal }) => getMessage(message.id, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog title={t('trail.title')} closeLabel={t('trail.close')} onClose={onClose}>
      <p
        className={`mb-3 line-clamp-2 rounded-xl px-3 py-1.5 text-sm [overflow-wrap:anywhere] ${message.direction === 'inbound' ? 'border border-line bg-bubble-in' : 'bg-bubble-out'}`}
        dir="auto"
      >
        {message.body === '' ? t('media.file') : message.body}
      </p>
      {story.data === undefined ? (
        story.isError ? (
          <FailedState
            text={t('trail.failed')}
            retryLabel={t('thread.retry')}
            onRetry={() => void story.refetch()}
          />
        ) : (
          <Skeleton label={t('trail.loading')}>
            <div className="flex flex-col gap-3">
              {['w-2/3', 'w-full', 'w-1/2'].map((shape) => (
                <div key={shape} className={`h-8 rounded-lg bg-line ${shape}`} />
              ))}
            </div>
          </Skeleton>
        )
      ) : (
        <Story details={story.data} thread={thread} />
      )}
      <div className="mt-4 flex justify-end">
        <Button look="soft" onClick={onClose}>
          {t('trail.close')}
        </Button>
      </div>
    </Dialog>
  );
}

function Story({ details, thread }: { details: MessageDetails; thread: Thread }) {
  const { t, language } = useT();
  const code = failureOf(details);
  const doubt = details.status === 'unconfirmed' ? doubtOf(details.errorText) : null;
  return (
    <>
      <div className="mb-3 flex items-start gap-2 text-sm" data-trail-status={details.status}>
        <Tick status={details.status} className="mt-0.5" />
        <div>
          <span className="font-semibold">{t(`message.status.${details.status}`)}</span>
          {details.repeats > 1 && `. ${t('message.repeats', { count: details.repeats })}`}
          {details.status === 'failed' && (
            <>
              {'. '}
              {code === null ? t('message.failed') : t(`message.error.${code}`)}
              {code !== null && ` ${t(`message.advice.${code}`)}`}
            </>
          )}
          {doubt !== null && `. ${t(`message.doubt.${doubt}`)}`}
          {details.errorText != null && details.errorText !== '' && doubt === null && (
            <Words label={t('trail.carrierSays')}>{details.errorText}</Words>
          )}
        </div>
      </div>
      <ol className="flex flex-col" aria-label={t('trail.title')}>
        {storyOf(details).map((chapter, index) => (
          <Entry key={index} chapter={chapter} />
        ))}
        {details.status === 'queued' && details.waiting != null && (
          <Row icon={<Clock3 />} title={t(`message.waits.${details.waiting.reason}`)}>
            {details.waiting.expectedAt != null &&
              t('trail.expected', {
                time: formatMoment(new Date(details.waiting.expectedAt), new Date(), language),
              })}
          </Row>
        )}
        {thread.consent?.asked === 'opt-out' && (
          <Row
            icon={<CircleX className="text-danger" />}
            title={t('trail.optedOut')}
            at={thread.consent.since}
          />
        )}
      </ol>
    </>
  );
}

function Entry({ chapter }: { chapter: Chapter }) {
  const { t, language } = useT();
  const names = useNames();
  switch (chapter.kind) {
    case 'written':
      return (
        <Row
          icon={<PenLine />}
          title={chapter.by === null ? t('trail.written') : t('trail.writtenBy', { user: names(chapter.by) })}
          at={chapter.at}
        >
          {chapter.sendAt !== null &&
            t('trail.scheduledFor', { time: formatMoment(new Date(chapter.sendAt), new Date(), language) })}
        </Row>
      );
    case 'came':
      return <Row icon={<Inbox />} title={t('trail.came')} at={chapter.at} />;
    case 'delivery':
      return <DeliveryRow delivery={chapter.delivery} number={chapter.number} />;
    case 'correction':
      return <CorrectionRow correction={chapter.correction} />;
    case 'attempt':
      return <AttemptRow attempt={chapter.attempt} number={chapter.number} />;
    case 'decision':
      return <DecisionRow decision={chapter.decision} />;
    case 'receipt':
      return <ReceiptRow receipt={chapter.receipt} />;
    case 'record':
      return <RecordRow record={chapter.record} />;
  }
}

/** One post of the carrier. What exactly came is for administrators to see. */
function DeliveryRow({ delivery, number }: { delivery: MessageDelivery; number: number }) {
  const { t } = useT();
  const me = useMe();
  return (
    <Row
      icon={delivery.counted ? <Inbox /> : <Layers2 />}
      title={delivery.counted ? t('trail.delivered', { number }) : t('trail.repeated')}
      at={delivery.receivedAt}
    >
      {isAdmin(me) && (
        <Link
          href={`/journal?range=all&delivery=${encodeURIComponent(delivery.deliveryId)}`}
          className="inline-flex min-h-6 items-center text-thread-strong underline decoration-thread/40 underline-offset-2 hover:decoration-current"
        >
          {t('trail.raw')}
        </Link>
      )}
    </Row>
  );
}

/** It was read again and said something else, or belonged elsewhere. */
function CorrectionRow({ correction }: { correction: Correction }) {
  const { t } = useT();
  const { before, media, movedTo } = correction;
  return (
    <Row
      icon={<PenLine />}
      title={movedTo == null ? t('trail.corrected') : t('trail.moved')}
      at={correction.at}
    >
      {movedTo != null && <MovedTo id={movedTo} />}
      {movedTo == null && before !== '' && <Words label={t('trail.before')}>{before}</Words>}
      {media.length > 0 && (
        <span className="block text-ink-3">
          {t('trail.mediaBefore', { names: media.map((one) => one.name ?? t('media.file')).join(', ') })}
        </span>
      )}
    </Row>
  );
}

/** Leads to the message that is shown instead; whoever may not see it is not led there. */
function MovedTo({ id }: { id: string }) {
  const { t } = useT();
  const instead = useQuery({
    queryKey: keys.message(id),
    queryFn: ({ signal }) => getMessage(id, signal),
    retry: false,
    staleTime: Infinity,
  });
  return (
    instead.data !== undefined && (
      <Link
        href={`/t/${encodeURIComponent(instead.data.threadId)}?message=${encodeURIComponent(id)}`}
        className="inline-flex min-h-6 items-center text-thread-strong underline decoration-thread/40 underline-offset-2 hover:decoration-current"
      >
        {t('trail.showMoved')}
      </Link>
    )
  );
}

function AttemptRow({ attempt, number }: { attempt: Attempt; number: number }) {
  const { t, language } = useT();
  const names = useNames();
  const outcome = outcomeOf(attempt.outcome);
  const icon =
    outcome === null || outcome.word === 'under-way' ? (
      <RotateCw />
    ) : outcome.word === 'accepted' ? (
      <CircleCheck className="text-good" />
    ) : outcome.word === 'unknown' ? (
      <CircleHelp className="text-warn" />
    ) : (
      <CircleX className="text-danger" />
    );
  const doubt = outcome?.word === 'unknown' ? doubtOf(outcome.detail) : null;
  const obstacle = outcome?.word === 'not-accepted' ? obstacleOf(outcome.detail) : null;
  const said = outcome === null ? (attempt.outcome ?? '') : t(`trail.outcome.${outcome.word}`);
  return (
    <Row
      icon={icon}
      title={t('trail.attempt', { number, outcome: said })}
      at={attempt.startedAt}
      aside={attempt.millis == null ? null : formatSpan(attempt.millis, language)}
    >
      {doubt !== null && <span className="block">{t(`message.doubt.${doubt}`)}</span>}
      {obstacle !== null && <span className="block">{t(`trail.obstacle.${obstacle}`)}</span>}
      {outcome !== null && outcome.detail !== '' && doubt === null && obstacle === null && (
        <span className="block text-ink-3">{outcome.detail}</span>
      )}
      {attempt.askedBy != null && (
        <span className="block">{t('trail.askedBy', { user: names(attempt.askedBy) })}</span>
      )}
      {attempt.refId != null && (
        <span className="block text-ink-3">{t('trail.reference', { id: attempt.refId })}</span>
      )}
      {attempt.request != null && attempt.request !== '' && (
        <Words label={t('trail.asked')}>{attempt.request}</Words>
      )}
      {(attempt.httpStatus != null || (attempt.answer != null && attempt.answer !== '')) && (
        <Words label={t('trail.answered')}>
          {[attempt.httpStatus == null ? '' : `HTTP ${attempt.httpStatus}`, attempt.answer ?? '']
            .filter((part) => part !== '')
            .join('\n')}
        </Words>
      )}
    </Row>
  );
}

function DecisionRow({ decision }: { decision: Decision }) {
  const { t, language } = useT();
  const names = useNames();
  return (
    <Row
      icon={decision.kind === 'cancelled' ? <Undo2 /> : <RotateCw />}
      title={t(`trail.decision.${decision.kind}`, { user: names(decision.by) })}
      at={decision.at}
    >
      {decision.sendAt != null &&
        t('trail.scheduledFor', { time: formatMoment(new Date(decision.sendAt), new Date(), language) })}
    </Row>
  );
}

function RecordRow({ record }: { record: CarrierRecord }) {
  const { t, language } = useT();
  return (
    <Row icon={<FileText />} title={t('trail.record')} at={record.readAt}>
      <EffectLine word={record.effect} />
      {record.takenAt != null && (
        <span className="block text-ink-3">
          {t('trail.takenAt', { time: formatExact(new Date(record.takenAt), language) })}
        </span>
      )}
      {record.refId != null && (
        <span className="block text-ink-3">{t('trail.reference', { id: record.refId })}</span>
      )}
      {record.receipt != null && record.receipt !== '' && (
        <Words label={t('trail.carrierSays')}>{record.receipt}</Words>
      )}
    </Row>
  );
}

/** What something the carrier said did to the message. */
function EffectLine({ word }: { word: string }) {
  const { t } = useT();
  const effect = effectOf(word);
  return (
    <span className={`block ${effect === 'contradiction' ? 'font-medium text-warn' : ''}`}>
      {effect === null ? word : t(`trail.effect.${effect}`)}
    </span>
  );
}

function ReceiptRow({ receipt }: { receipt: Receipt }) {
  const { t } = useT();
  return (
    <Row
      icon={<MailCheck className={receipt.effect === 'contradiction' ? 'text-warn' : ''} />}
      title={t('trail.receipt', { word: receipt.stat })}
      at={receipt.receivedAt}
    >
      <EffectLine word={receipt.effect} />
      {receipt.err != null && receipt.err !== '' && receipt.err !== '000' && (
        <span className="block text-ink-3">{t('trail.receiptError', { code: receipt.err })}</span>
      )}
      {receipt.text !== '' && <Words label={t('trail.carrierSays')}>{receipt.text}</Words>}
    </Row>
  );
}

interface RowProps {
  icon: ReactNode;
  title: string;
  at?: string | null;
  aside?: string | null;
  children?: ReactNode;
}

function Row({ icon, title, at, aside, children }: RowProps) {
  const { language } = useT();
  return (
    <li className="relative flex gap-3 pb-4 text-sm last:pb-0">
      <span className="absolute top-6 bottom-0 left-[0.4375rem] w-px bg-line-strong" aria-hidden="true" />
      <span className="relative mt-0.5 shrink-0 text-ink-3 [&>svg]:size-4" aria-hidden="true">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-medium">{title}</span>
          <span className="ml-auto text-xs whitespace-nowrap text-ink-3 tabular-nums">
            {at != null && <time dateTime={at}>{formatExact(new Date(at), language)}</time>}
            {aside != null && ` · ${aside}`}
          </span>
        </p>
        <div className="text-xs text-ink-2">{children}</div>
      </div>
    </li>
  );
}

/** Somebody else's words, as they came; long ones stay folded. */
function Words({ label, children }: { label: string; children: string }) {
  return (
    <details className="mt-1 text-xs">
      <summary className="w-fit rounded text-ink-3 hover:text-ink">{label}</summary>
      <pre className="mt-1 max-h-48 overflow-auto rounded-lg bg-linen p-2 font-mono text-[0.6875rem] leading-relaxed [overflow-wrap:anywhere] whitespace-pre-wrap">
        {children}
      </pre>
    </details>
  );
}
