import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { ClockArrowDown, SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Filter } from '@/live/keys';
import { filters } from '@/live/keys';
import type { ThreadCounts } from '@/live/thread-counts';
import { countsQuery } from '@/live/thread-counts';
import { useCommand } from '@/shared/commands';
import { formatNumber } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { IconButton } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';
import { narrowness, useListScope } from './list-scope';

const loadPanel = () => import('./filter-panel');
const FilterPanel = lazy(async () => ({ default: (await loadPanel()).FilterPanel }));

function useCounting(): UseQueryResult<ThreadCounts> {
  const [{ dids, labels, assignee, team }] = useListScope();
  return useQuery(countsQuery({ dids, labels, assignee, team }));
}

/** How many conversations each tab holds, within what the list is narrowed to. */
export function useCounts(): ThreadCounts | undefined {
  return useCounting().data;
}

/** The tabs with their counts. */
export function ListTabs() {
  const { t, language } = useT();
  const [scope, change] = useListScope();
  const { data: counts, isLoading } = useCounting();
  // Nobody looks for what was never put off.
  const shown = filters.filter(
    (filter) => filter !== 'snoozed' || scope.filter === filter || (counts?.snoozed ?? 0) > 0,
  );

  function step(by: 1 | -1): void {
    const at = shown.indexOf(scope.filter) + by;
    change({ filter: shown.at(at % shown.length) ?? 'all' });
  }
  useCommand({ id: 'list.nextTab', title: t('list.nextTab'), keys: ']', run: () => step(1) });
  useCommand({ id: 'list.previousTab', title: t('list.previousTab'), keys: '[', run: () => step(-1) });

  return (
    <div className="pb-1.5">
      <div
        role="group"
        aria-label={t('list.filters')}
        // A tab is as wide as its count: seen before it, it would move.
        className={`flex [scrollbar-width:none] gap-0.5 overflow-x-auto px-2.5 max-md:mask-r-from-92% md:flex-wrap max-md:[&>*:last-child]:mr-6 ${isLoading ? 'invisible' : ''}`}
      >
        {shown.map((filter) => (
          <Tab
            key={filter}
            filter={filter}
            count={counts?.[filter]}
            text={counts === undefined ? '' : formatNumber(counts[filter], language)}
            pressed={scope.filter === filter}
            onPress={() => change({ filter })}
          />
        ))}
      </div>
    </div>
  );
}

interface TabProps {
  filter: Filter;
  /** Absent until the server has counted. */
  count: number | undefined;
  text: string;
  pressed: boolean;
  onPress: () => void;
}

/** What waits for somebody stands out; what is only there does not. */
const urgent: readonly Filter[] = ['unread', 'unanswered'];

function Tab({ filter, count, text, pressed, onPress }: TabProps) {
  const { t } = useT();
  return (
    <button
      type="button"
      data-tab={filter}
      data-count={count}
      aria-pressed={pressed}
      onClick={(event) => {
        onPress();
        event.currentTarget.scrollIntoView({ block: 'nearest', inline: 'center' });
      }}
      className="flex h-7 shrink-0 items-center gap-1 rounded-lg px-1.5 text-[0.8125rem] font-medium whitespace-nowrap text-ink-2 transition-colors hover:bg-hover hover:text-ink focus-visible:-outline-offset-2 aria-pressed:bg-thread-soft aria-pressed:font-semibold aria-pressed:text-thread-strong"
    >
      {t(`list.filter.${filter}`)}{' '}
      {text !== '' && (
        <span
          className={`text-xs tabular-nums ${count === 0 ? 'font-medium text-ink-3' : urgent.includes(filter) ? 'font-bold text-thread-strong' : 'font-semibold'}`}
        >
          {text}
        </span>
      )}
    </button>
  );
}

/** Puts whoever has waited longest first. Nobody waits in a closed conversation. */
export function OrderButton() {
  const { t } = useT();
  const [{ filter, order }, change] = useListScope();
  const possible = filter !== 'closed';
  const toggle = (): void => change({ order: order === 'waiting' ? 'activity' : 'waiting' });
  useCommand({
    id: 'list.order',
    title: t(order === 'waiting' ? 'list.order.activity' : 'list.order.waiting'),
    keys: 'w',
    run: toggle,
    when: possible,
  });
  return (
    possible && (
      <IconButton label={t('list.order.waiting')} aria-pressed={order === 'waiting'} small onClick={toggle}>
        <ClockArrowDown className="size-4" aria-hidden="true" />
      </IconButton>
    )
  );
}

/** What the list can be narrowed by, behind a button that says how much is. */
export function FilterButton() {
  const { t } = useT();
  const [scope] = useListScope();
  const narrowing = narrowness(scope);
  return (
    <Popover
      label={t('list.narrow')}
      className="top-10 right-0 w-72 p-0!"
      trigger={(props) => (
        <IconButton
          label={narrowing === 0 ? t('list.narrow') : t('list.narrowed', { count: narrowing })}
          aria-pressed={narrowing > 0}
          small
          className="relative"
          onPointerEnter={() => void loadPanel()}
          onFocus={() => void loadPanel()}
          {...props}
        >
          <SlidersHorizontal className="size-4" aria-hidden="true" />
        </IconButton>
      )}
    >
      {(close) => (
        <Suspense fallback={<div className="h-40" />}>
          <FilterPanel onDone={close} />
        </Suspense>
      )}
    </Popover>
  );
}
