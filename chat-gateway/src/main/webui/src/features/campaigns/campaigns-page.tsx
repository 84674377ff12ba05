import { useQuery } from '@tanstack/react-query';
import { useT } from '@/shared/i18n/i18n';
import { reasonOf } from '@/shared/provisioning/asking';
import { campaignsQuery } from '@/shared/provisioning/campaigns';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import { EmptyState, FailedState, Skeleton } from '@/shared/ui/states';
import { CampaignCard } from './campaign-card';
import { Registrations } from './registrations';
import '@/shared/provisioning/order-texts';

/** What numbers send for: what the carrier has approved, how fast it goes, and what is on its way. */
export function CampaignsPage() {
  const { t } = useT();
  return (
    <ProvisioningFrame title={t('campaigns.page.title')} lead={t('campaigns.page.lead')} tab="campaigns">
      <Campaigns />
      <Registrations />
    </ProvisioningFrame>
  );
}

function Campaigns() {
  const { t } = useT();
  const campaigns = useQuery(campaignsQuery);
  if (campaigns.data === undefined) {
    return campaigns.isError ? (
      <FailedState
        text={t('campaigns.page.failed', { reason: reasonOf(campaigns.error, t) })}
        retryLabel={t('campaigns.order.retry')}
        onRetry={() => void campaigns.refetch()}
      />
    ) : (
      <Skeleton label={t('campaigns.page.loading')}>
        <div className="grid gap-4 lg:grid-cols-2">
          {Array.from({ length: 4 }, (_, index) => (
            <div key={index} className="h-56 rounded-2xl bg-line" />
          ))}
        </div>
      </Skeleton>
    );
  }
  if (campaigns.data.length === 0) {
    return (
      <div className="h-72">
        <EmptyState title={t('campaigns.page.none')} text={t('campaigns.page.noneText')} />
      </div>
    );
  }
  return (
    <ul aria-label={t('campaigns.page.title')} className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      {campaigns.data.map((campaign) => (
        <li key={campaign.id}>
          <CampaignCard campaign={campaign} />
        </li>
      ))}
    </ul>
  );
}
