import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useT } from '@/shared/i18n/i18n';
import { isManager, useMe } from '@/shared/me';
import { reasonOf } from '@/shared/provisioning/asking';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import { unmanagedQuery } from '@/shared/provisioning/numbers';
import type { Order } from '@/shared/provisioning/orders';
import { webhookQuery } from '@/shared/provisioning/webhook';
import { Button } from '@/shared/ui/button';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { ImportForm } from './import-form';
import { ImportResult } from './import-result';

/** Numbers that the account has and Hilo does not manage yet; importing wires them up and never buys. */
export function ImportPage() {
  const { t } = useT();
  const enabled = isManager(useMe());
  const listed = useQuery({ ...unmanagedQuery, enabled });
  const webhook = useQuery({ ...webhookQuery, enabled });
  const [begun, setBegun] = useState<readonly Order[] | null>(null);

  return (
    <ProvisioningFrame
      title={t('numbers.import.title')}
      lead={t('numbers.import.lead')}
      tab="numbers"
      up={{ href: '/numbers', label: t('numbers.all') }}
      {...(begun === null && {
        actions: (
          <Button look="soft" disabled={listed.isFetching} onClick={() => void listed.refetch()}>
            <RefreshCw className={`size-4 ${listed.isFetching ? 'animate-spin' : ''}`} aria-hidden="true" />
            {t('numbers.import.refresh')}
          </Button>
        ),
      })}
    >
      {begun !== null ? (
        <ImportResult
          begun={begun}
          onAgain={() => {
            setBegun(null);
            void listed.refetch();
          }}
        />
      ) : listed.isPending ? (
        <Skeleton label={t('numbers.import.loading')}>
          {Array.from({ length: 6 }, (_, index) => (
            <div key={index} className="mb-2 h-14 rounded-xl bg-line" />
          ))}
        </Skeleton>
      ) : listed.data === undefined ? (
        <FailedState
          text={t('numbers.import.failed', { reason: reasonOf(listed.error, t) })}
          retryLabel={t('numbers.retry')}
          onRetry={() => void listed.refetch()}
        />
      ) : listed.data.numbers.length === 0 ? (
        <EmptyState title={t('numbers.import.none')} text={t('numbers.import.noneText')} />
      ) : (
        <ImportForm
          numbers={listed.data.numbers}
          complete={listed.data.complete}
          ours={webhook.data?.name ?? null}
          onBegun={setBegun}
        />
      )}
    </ProvisioningFrame>
  );
}
