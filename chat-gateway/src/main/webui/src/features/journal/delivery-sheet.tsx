import { useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronUp, RotateCcw } from 'lucide-react';
import { Link } from 'wouter';
import { formatBytes, formatPhone, formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { Button, buttonClass, IconButton } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import type { RawDelivery, Reading, Recorded } from './api/delivery';
import { deliveryQuery } from './api/delivery';
import { siblingsQuery } from './api/siblings';
import { verdictOf } from './journal-filter';
import { Facts, KindBadge, kindText, MessageLink, reasonOf, Section, VerdictMark } from './parts';
import { RawText } from './raw-text';
import { Headers, RawBody } from './raw-view';

interface SheetProps {
  id: string;
  newer: string | null;
  older: string | null;
  onShow: (id: string) => void;
  onReplay: (id: string) => void;
  onClose: () => void;
}

/** One delivery: what came, byte by byte, how it is read, and what became of it. */
export function DeliverySheet({ id, newer, older, onShow, onReplay, onClose }: SheetProps) {
  const { t } = useT();
  const delivery = useQuery(deliveryQuery(id));
  return (
    <Dialog
      side
      title={t('journal.delivery.title')}
      closeLabel={t('journal.close')}
      onClose={onClose}
      actions={
        (newer !== null || older !== null) && (
          <span className="flex">
            <Step label={t('journal.delivery.newer')} to={newer} onShow={onShow}>
              <ChevronUp className="size-5" aria-hidden="true" />
            </Step>
            <Step label={t('journal.delivery.older')} to={older} onShow={onShow}>
              <ChevronDown className="size-5" aria-hidden="true" />
            </Step>
          </span>
        )
      }
    >
      {delivery.data !== undefined ? (
        <Told key={id} delivery={delivery.data} onShow={onShow} onReplay={onReplay} />
      ) : delivery.error instanceof Problem && delivery.error.status === 404 ? (
        <EmptyState title={t('journal.delivery.gone')} text={id} />
      ) : delivery.isError ? (
        <FailedState
          text={t('journal.delivery.failed', { reason: reasonOf(delivery.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void delivery.refetch()}
        />
      ) : (
        <Skeleton label={t('journal.loading')}>
          {['h-24', 'h-40', 'h-32'].map((height) => (
            <div key={height} className={`mb-3 rounded-xl bg-line ${height}`} />
          ))}
        </Skeleton>
      )}
    </Dialog>
  );
}

function Step({
  label,
  to,
  onShow,
  children,
}: {
  label: string;
  to: string | null;
  onShow: (id: string) => void;
  children: React.ReactNode;
}) {
  return (
    <IconButton label={label} disabled={to === null} onClick={() => to !== null && onShow(to)}>
      {children}
    </IconButton>
  );
}

function Told({
  delivery,
  onShow,
  onReplay,
}: {
  delivery: RawDelivery;
  onShow: (id: string) => void;
  onReplay: (id: string) => void;
}) {
  const { t, language } = useT();
  const { outcome } = delivery;
  const verdict = outcome == null ? null : verdictOf(outcome.verdict);
  return (
    <div data-opened={delivery.id}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <KindBadge kind={delivery.kind} />
        <time dateTime={delivery.at} className="flex-1 text-sm font-semibold tabular-nums">
          {formatStamp(new Date(delivery.at), language)}
        </time>
        <Button look="soft" onClick={() => onReplay(delivery.id)}>
          <RotateCcw className="size-4" aria-hidden="true" />
          {t('journal.delivery.replay')}
        </Button>
      </div>
      <Facts
        facts={[
          [t('journal.field.from'), delivery.from == null ? null : formatPhone(delivery.from)],
          [t('journal.field.to'), delivery.to.map(formatPhone).join(', ')],
          [t('journal.delivery.source'), delivery.source],
          [t('journal.delivery.size'), formatBytes(delivery.bytes, language)],
          [t('journal.delivery.reference'), delivery.refId],
          [t('journal.delivery.id'), <Code key="id">{delivery.id}</Code>],
          [t('journal.delivery.place'), <Code key="place">{delivery.place}</Code>],
        ]}
      />

      <Section title={t('journal.delivery.outcome')}>
        {delivery.kind === 'quarantined' ? (
          <div className="flex flex-wrap items-center justify-between gap-2 rounded-xl bg-danger-soft px-3.5 py-2.5 text-sm text-danger">
            <span className="min-w-0">
              <span className="block font-medium">{t('journal.delivery.outcomeQuarantined')}</span>
              {delivery.reason != null && <span lang="en">{delivery.reason}</span>}
            </span>
            <Link href="/journal/quarantine" className={buttonClass('plain')}>
              {t('journal.delivery.toQuarantine')}
            </Link>
          </div>
        ) : outcome == null ? (
          <p className="text-sm text-ink-3">{t('journal.delivery.outcomeUnknown')}</p>
        ) : outcome.verdict === 'none' && delivery.recorded == null ? (
          <p className="text-sm text-ink-3">{t('journal.delivery.outcomeNone')}</p>
        ) : (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <VerdictMark outcome={outcome} />
            <MessageLink outcome={outcome} />
            {verdict !== null && (
              <p className="w-full text-sm text-ink-2">{t(`journal.verdictText.${verdict}`)}</p>
            )}
          </div>
        )}
        {outcome?.messageId != null && delivery.kind !== 'receipt' && (
          <Siblings messageId={outcome.messageId} id={delivery.id} onShow={onShow} />
        )}
      </Section>

      <RawBody title={t('journal.delivery.raw')} text={delivery.body} base64={delivery.bodyBase64 ?? null} />
      <Headers
        headers={
          delivery.contentType == null || hasContentType(delivery.headers)
            ? delivery.headers
            : { 'content-type': delivery.contentType, ...delivery.headers }
        }
      />
      {delivery.reading != null && <ReadToday reading={delivery.reading} />}
      {delivery.kind !== 'quarantined' && <RecordedThen recorded={delivery.recorded ?? null} />}
    </div>
  );
}

function hasContentType(headers: RawDelivery['headers']): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
}

export function Code({ children }: { children: string }) {
  return <code className="font-mono text-xs [overflow-wrap:anywhere]">{children}</code>;
}

/** The other posts that the same message stands for. */
function Siblings({
  messageId,
  id,
  onShow,
}: {
  messageId: string;
  id: string;
  onShow: (id: string) => void;
}) {
  const { t, language } = useT();
  const siblings = useQuery(siblingsQuery(messageId));
  if (siblings.data === undefined || siblings.data.length < 2) {
    return null;
  }
  return (
    <div className="mt-3">
      <h4 className="mb-1 text-xs font-medium text-ink-3">{t('journal.delivery.siblings')}</h4>
      <ul className="divide-y divide-line rounded-xl border border-line">
        {siblings.data.map((one) => (
          <li key={one.deliveryId} className="flex flex-wrap items-center gap-x-3 px-3 py-1.5 text-sm">
            <time dateTime={one.receivedAt} className="tabular-nums">
              {formatStamp(new Date(one.receivedAt), language)}
            </time>
            <span className="flex-1 text-xs text-ink-3">
              {one.counted ? t('journal.counted') : t('journal.notCounted')}
            </span>
            {one.deliveryId === id ? (
              <span className="text-xs font-semibold">{t('journal.delivery.thisOne')}</span>
            ) : (
              <Button look="plain" className="h-7 px-2" onClick={() => onShow(one.deliveryId)}>
                {t('journal.openOne')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function ReadToday({ reading }: { reading: Reading }) {
  const { t } = useT();
  return (
    <Section title={t('journal.delivery.reading')}>
      <p className="text-sm">
        {t('journal.delivery.readAs', { kind: kindText(reading.kind, t) })}
        {reading.reason != null && reading.reason !== '' && (
          <>
            {': '}
            <span lang="en" className="text-danger">
              {reading.reason}
            </span>
          </>
        )}
        {' · '}
        {reading.events.length === 0
          ? t('journal.delivery.noEvents')
          : t('journal.delivery.events', { count: reading.events.length })}
      </p>
      {reading.events.map((event, index) => (
        <details key={index} className="mt-1.5 rounded-xl border border-line text-sm" open={index === 0}>
          <summary className="rounded-xl px-3 py-2 font-mono text-xs">{titleOf(event)}</summary>
          <pre className="overflow-x-auto border-t border-line px-3 py-2 font-mono text-xs leading-relaxed [overflow-wrap:anywhere] whitespace-pre-wrap">
            <RawText text={JSON.stringify(event, null, 2)} lines={false} />
          </pre>
        </details>
      ))}
    </Section>
  );
}

function titleOf(event: Record<string, unknown>): string {
  return typeof event['type'] === 'string' ? event['type'] : JSON.stringify(event).slice(0, 40);
}

function RecordedThen({ recorded }: { recorded: Recorded | null }) {
  const { t } = useT();
  const { message, receipt } = recorded ?? {};
  return (
    <Section title={t('journal.delivery.recorded')}>
      {message == null && receipt == null ? (
        <p className="text-sm text-ink-3">{t('journal.delivery.recordedNothing')}</p>
      ) : (
        <Facts
          facts={[
            ...(message == null
              ? []
              : ([
                  [t('journal.field.from'), formatPhone(message.from)],
                  [t('journal.field.to'), formatPhone(message.to)],
                  [
                    t('journal.field.body'),
                    message.body === '' ? null : (
                      <span key="body" dir="auto" className="whitespace-pre-wrap">
                        <RawText text={message.body} />
                      </span>
                    ),
                  ],
                  [
                    t('journal.field.media'),
                    message.media.length === 0 ? null : (
                      <span key="media" className="font-mono text-xs">
                        {message.media.join('\n')}
                      </span>
                    ),
                  ],
                  [t('journal.field.refId'), message.refId],
                ] as const)),
            ...(receipt == null
              ? []
              : ([
                  [t('journal.field.stat'), receipt.stat],
                  [t('journal.field.err'), receipt.err],
                  [t('journal.field.refId'), receipt.refId],
                  [
                    t('journal.field.text'),
                    receipt.text === '' ? null : <Code key="text">{receipt.text}</Code>,
                  ],
                ] as const)),
            [t('journal.field.effect'), recorded?.effect],
          ]}
        />
      )}
    </Section>
  );
}
