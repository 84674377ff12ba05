import { useQuery } from '@tanstack/react-query';
import { letterTopicsQuery, openIn } from '@/features/journal/api/letter-topics';
import { isAdmin, useMe } from '@/shared/me';

/** How many deliveries and records wait for an administrator's decision; nobody else asks. */
export function useJournalAlert(): number {
  const me = useMe();
  const topics = useQuery({ ...letterTopicsQuery, enabled: isAdmin(me) });
  return openIn(topics.data);
}
