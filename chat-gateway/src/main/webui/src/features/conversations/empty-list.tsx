import { anything } from '@/live/keys';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { Button } from '@/shared/ui/button';
import { EmptyState } from '@/shared/ui/states';
import { useCounts } from './list-tabs';
import { narrowness, useListScope } from './list-scope';

/** Nothing is on this tab: why, and where there is something to do. */
export function EmptyList({ onCompose }: { onCompose: () => void }) {
  const { t, language } = useT();
  const [scope, change] = useListScope();
  const counts = useCounts();
  if (narrowness(scope) > 0) {
    return (
      <EmptyState title={t('list.empty.narrowed.title')} text={t('list.empty.narrowed.text')}>
        <Button look="soft" className="mt-3" onClick={() => change(anything, null)}>
          {t('list.empty.clear')}
        </Button>
      </EmptyState>
    );
  }
  const unassigned = scope.filter === 'mine' ? (counts?.unassigned ?? 0) : 0;
  const unanswered =
    scope.filter === 'unread' || scope.filter === 'unassigned' ? (counts?.unanswered ?? 0) : 0;
  return (
    <EmptyState title={t(`list.empty.${scope.filter}.title`)} text={t(`list.empty.${scope.filter}.text`)}>
      {scope.filter === 'all' && (
        <Button look="soft" className="mt-3" onClick={onCompose}>
          {t('list.empty.compose')}
        </Button>
      )}
      {unassigned > 0 && (
        <Button look="soft" className="mt-3" onClick={() => change({ filter: 'unassigned' })}>
          {t('list.empty.toUnassigned', {
            count: unassigned,
            formatted: formatNumber(unassigned, language),
          })}
        </Button>
      )}
      {unanswered > 0 && (
        <Button look="soft" className="mt-3" onClick={() => change({ filter: 'unanswered' })}>
          {t('list.empty.toUnanswered', {
            count: unanswered,
            formatted: formatNumber(unanswered, language),
          })}
        </Button>
      )}
    </EmptyState>
  );
}
