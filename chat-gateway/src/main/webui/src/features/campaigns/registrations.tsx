import { useQuery } from '@tanstack/react-query';
import { ChevronRight, ListChecks, Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useNow } from '@/shared/clock';
import { formatAgo } from '@/shared/format';
import { useT } from '@/shared/i18n/i18n';
import { reasonOf } from '@/shared/provisioning/asking';
import { Button } from '@/shared/ui/button';
import { FailedState, Skeleton } from '@/shared/ui/states';
import type { Registration } from './api/registrations';
import { registrationsQuery } from './api/registrations';
import { Facts } from './facts';
import { NewRegistration } from './new-registration';
import { RegistrationSheet } from './registration-sheet';

/** Campaigns on their way: the carrier registers them by form and e-mail, so Hilo keeps the list of what is done. */
export function Registrations() {
  const { t } = useT();
  const registrations = useRegistrations();
  const [adding, setAdding] = useState(false);
  const [parameters, setParameters] = useSearchParams();
  const opened = registrations.data?.find(({ id }) => id === parameters.get('registration'));
  const open = (id: string | null): void =>
    setParameters((current) => {
      const next = new URLSearchParams(current);
      if (id === null) {
        next.delete('registration');
      } else {
        next.set('registration', id);
      }
      return next;
    });
  return (
    <section aria-label={t('campaigns.registration.title')} className="mt-8">
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="text-lg font-semibold">{t('campaigns.registration.title')}</h2>
          <p className="text-sm text-pretty text-ink-3">{t('campaigns.registration.lead')}</p>
        </div>
        <Button onClick={() => setAdding(true)}>
          <Plus className="size-4" aria-hidden="true" />
          {t('campaigns.registration.add')}
        </Button>
      </div>
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <List registrations={registrations} onOpen={open} />
        <Facts />
      </div>
      {adding && (
        <NewRegistration
          onClose={() => setAdding(false)}
          onAdded={(id) => {
            setAdding(false);
            open(id);
          }}
        />
      )}
      {opened !== undefined && (
        <RegistrationSheet key={opened.id} registration={opened} onClose={() => open(null)} />
      )}
    </section>
  );
}

function List({
  registrations,
  onOpen,
}: {
  registrations: ReturnType<typeof useRegistrations>;
  onOpen: (id: string) => void;
}) {
  const { t } = useT();
  if (registrations.data === undefined) {
    return registrations.isError ? (
      <FailedState
        text={t('campaigns.registration.failed', { reason: reasonOf(registrations.error, t) })}
        retryLabel={t('campaigns.order.retry')}
        onRetry={() => void registrations.refetch()}
      />
    ) : (
      <Skeleton label={t('campaigns.page.loading')}>
        <div className="h-20 rounded-2xl bg-line" />
      </Skeleton>
    );
  }
  if (registrations.data.length === 0) {
    return (
      <p className="rounded-2xl border border-dashed border-line-strong px-5 py-6 text-sm text-pretty text-ink-2">
        {t('campaigns.registration.none')}
      </p>
    );
  }
  const inOrder = registrations.data.toSorted(
    (a, b) =>
      Number(a.state !== 'open') - Number(b.state !== 'open') || b.createdAt.localeCompare(a.createdAt),
  );
  return (
    <ul aria-label={t('campaigns.registration.title')} className="grid grid-cols-1 gap-2.5">
      {inOrder.map((registration) => (
        <li key={registration.id}>
          <Line registration={registration} onOpen={() => onOpen(registration.id)} />
        </li>
      ))}
    </ul>
  );
}

function useRegistrations() {
  return useQuery(registrationsQuery);
}

function Line({ registration, onOpen }: { registration: Registration; onOpen: () => void }) {
  const { t, language } = useT();
  const now = useNow(60_000);
  const { steps, state } = registration;
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  return (
    <button
      type="button"
      data-registration={registration.id}
      data-state={state}
      onClick={onOpen}
      className="flex w-full items-center gap-3 rounded-2xl border border-line bg-raised px-4 py-3 text-left hover:bg-hover"
    >
      <ListChecks
        className={`size-5 shrink-0 ${state === 'open' ? 'text-thread' : state === 'done' ? 'text-good' : 'text-ink-3'}`}
        aria-hidden="true"
      />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{registration.name}</span>
        <span className="block truncate text-xs text-ink-3">
          {[
            registration.brand,
            t('campaigns.registration.progress', { done, of: steps.length }),
            formatAgo(now - Date.parse(registration.updatedAt), language),
          ].join(' · ')}
        </span>
        {state === 'open' && next !== undefined && (
          <span className="block truncate text-sm text-ink-2">
            {t('campaigns.registration.next', { step: t(`campaigns.registration.step.${next.name}`) })}
          </span>
        )}
      </span>
      {state !== 'open' && (
        <span className="rounded-md bg-linen px-2 py-0.5 text-xs font-semibold text-ink-2">
          {t(`campaigns.registration.state.${state}`)}
        </span>
      )}
      <ChevronRight className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
    </button>
  );
}
