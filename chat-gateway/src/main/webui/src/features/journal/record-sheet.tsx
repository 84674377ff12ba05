import { useQuery } from '@tanstack/react-query';
import { formatStamp } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Problem } from '@/shared/problem';
import { Dialog } from '@/shared/ui/dialog';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { recordQuery } from './api/record';
import { DecisionNote, Facts, reasonOf } from './parts';
import { Headers, RawBody } from './raw-view';

/** One record as it lies in its topic. */
export function RecordSheet({ place, onClose }: { place: string; onClose: () => void }) {
  const { t, language } = useT();
  const record = useQuery(recordQuery(place));
  return (
    <Dialog side title={t('journal.record.title')} closeLabel={t('journal.close')} onClose={onClose}>
      {record.data !== undefined ? (
        <div data-opened={place}>
          <Facts
            facts={[
              [t('journal.column.time'), formatStamp(new Date(record.data.at), language)],
              [
                t('journal.record.place'),
                <code key="place" className="font-mono text-xs">
                  {place}
                </code>,
              ],
              [t('journal.letters.key'), record.data.key],
              [t('journal.column.decision'), <DecisionNote key="decision" decision={record.data.decision} />],
            ]}
          />
          <RawBody
            title={t('journal.record.value')}
            text={record.data.value}
            base64={record.data.valueBase64 ?? null}
          />
          <Headers headers={record.data.headers} />
        </div>
      ) : record.error instanceof Problem && record.error.status === 404 ? (
        <EmptyState title={t('journal.record.gone')} text={place} />
      ) : record.isError ? (
        <FailedState
          text={t('journal.record.failed', { reason: reasonOf(record.error, t) })}
          retryLabel={t('journal.retry')}
          onRetry={() => void record.refetch()}
        />
      ) : (
        <Skeleton label={t('journal.loading')}>
          {['h-20', 'h-56'].map((height) => (
            <div key={height} className={`mb-3 rounded-xl bg-line ${height}`} />
          ))}
        </Skeleton>
      )}
    </Dialog>
  );
}
