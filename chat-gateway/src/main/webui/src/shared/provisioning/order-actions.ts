import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useT } from '@/shared/i18n/i18n';
import { reasonOf, useKeys } from './asking';
import { numberKeys, releaseNumber } from './numbers';
import { rememberOrder, retryOrder } from './orders';

type Act = 'retry' | 'skip' | 'give-back';

/** What can be done about an order that failed, with what came of it. Pressing again what got no answer does nothing twice. */
export function useOrderActions(did: string) {
  const { t } = useT();
  const client = useQueryClient();
  const keys = useKeys();
  const acting = useMutation({
    mutationFn: (act: Act) =>
      act === 'give-back'
        ? releaseNumber(did, true)
        : retryOrder(did, act === 'skip', keys.of(`${act} ${did}`)),
    onSuccess: (order) => rememberOrder(client, order),
    onSettled: (_, error) => {
      keys.answered(error);
      return Promise.all([
        client.invalidateQueries({ queryKey: numberKeys.list }),
        client.invalidateQueries({ queryKey: numberKeys.one(did) }),
      ]);
    },
  });
  return {
    retry: (): void => acting.mutate('retry'),
    skipCampaign: (): void => acting.mutate('skip'),
    /** At once: a number that was never used needs no cooling period. */
    giveBack: (): void => acting.mutate('give-back'),
    busy: acting.isPending,
    problem:
      acting.error === null ? undefined : t('campaigns.order.notDone', { reason: reasonOf(acting.error, t) }),
  };
}
