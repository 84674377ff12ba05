import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLocation } from 'wouter';
import { useCommand } from '@/shared/commands';
import { useT } from '@/shared/i18n/i18n';
import { IconButton } from '@/shared/ui/button';
import { Popover } from '@/shared/ui/popover';
import type { SavedView } from './api/views';
import { scopeOfView, viewsQuery } from './api/views';
import { useListScope, useViewId } from './list-scope';

const loadPanel = () => import('./views-panel');
const ViewsPanel = lazy(async () => ({ default: (await loadPanel()).ViewsPanel }));

/** The saved view that the list shows, changed or not. */
export function useView(): SavedView | undefined {
  const id = useViewId();
  return useQuery({
    ...viewsQuery,
    select: (views) => views.find((view) => view.id === id),
  }).data;
}

/** What the list is called, and the views somebody saved. */
export function ViewMenu() {
  const { t } = useT();
  const view = useView();
  const { data } = useQuery(viewsQuery);
  return (
    <div className="flex min-w-0 items-center">
      <h1 className="truncate text-xl font-bold tracking-tight">{view?.name ?? t('app.inbox')}</h1>
      <Popover
        label={t('list.views')}
        className="p-1.5 max-md:fixed max-md:inset-x-3 max-md:top-14 md:top-9 md:-left-16 md:w-80"
        trigger={(props) => (
          <IconButton
            label={t('list.views')}
            small
            className="size-7"
            onPointerEnter={() => void loadPanel()}
            onFocus={() => void loadPanel()}
            {...props}
          >
            <ChevronDown className="size-4" aria-hidden="true" />
          </IconButton>
        )}
      >
        {(close) => (
          <Suspense fallback={<div className="h-24" />}>
            <ViewsPanel onDone={close} />
          </Suspense>
        )}
      </Popover>
      {data?.map((one) => (
        <ViewCommand key={one.id} view={one} />
      ))}
    </div>
  );
}

/** The palette knows the views too. */
function ViewCommand({ view }: { view: SavedView }) {
  const { t } = useT();
  const [, change] = useListScope();
  const [path] = useLocation();
  useCommand({
    id: `list.view.${view.id}`,
    title: t('list.view', { name: view.name }),
    run: () => change(scopeOfView(view), view.id),
    when: path === '/' || path.startsWith('/t/'),
  });
  return null;
}
