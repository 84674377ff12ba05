import { useQuery } from '@tanstack/react-query';
import { useNow } from '@/shared/clock';
import type { Thread } from '@/shared/contract';
import { useT } from '@/shared/i18n/i18n';
import { consentQuery } from './api/get-consent';
import { clockOf } from './quiet';
import { zoneName, zoneOf } from './zones';
import './texts';

/** What time it is where the contact is, as far as anybody knows. */
export function LocalTime({ thread }: { thread: Thread }) {
  const { t, language } = useT();
  const { data } = useQuery(consentQuery(thread));
  const now = useNow(60_000);
  const contact = data?.contact;
  if (contact == null || (contact.stated == null && contact.zones.length === 0)) {
    return null;
  }
  const zone = zoneOf(contact);
  return (
    <p data-local-time={zone}>
      {t('quiet.now', clockOf(new Date(now), zone, language))}
      <span className="block text-xs text-ink-3">{zoneName(zone, language)}</span>
    </p>
  );
}
