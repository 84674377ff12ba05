import { useT } from '@/shared/i18n/i18n';
import { ProvisioningFrame } from '@/shared/provisioning/frame';
import { AccountCard } from './account-card';
import { WebhookCard } from './webhook-card';
import '@/shared/provisioning/order-texts';

/** What all numbers stand on: the money at the carrier, and the way by which texts come in. */
export function AccountPage() {
  const { t } = useT();
  return (
    <ProvisioningFrame title={t('campaigns.account.title')} lead={t('campaigns.account.lead')} tab="account">
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
        <AccountCard />
        <WebhookCard />
      </div>
    </ProvisioningFrame>
  );
}
