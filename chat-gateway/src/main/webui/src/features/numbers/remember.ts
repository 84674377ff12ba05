import type { QueryClient } from '@tanstack/react-query';
import { meQuery } from '@/shared/me';
import type { OwnNumber } from '@/shared/provisioning/numbers';
import { numberKeys, numbersQuery } from '@/shared/provisioning/numbers';

/** Puts a number as an answer brought it wherever it is shown. */
export function rememberNumber(client: QueryClient, number: OwnNumber): void {
  client.setQueryData(numberKeys.one(number.did), number);
  client.setQueryData(numbersQuery.queryKey, (all) =>
    all?.map((one) => (one.did === number.did ? number : one)),
  );
  // Its name stands in lists of conversations too.
  void client.invalidateQueries({ queryKey: meQuery.queryKey });
}

/** Reads again what an order on a number may have changed. */
export function rereadNumber(client: QueryClient, did: string): Promise<unknown> {
  return Promise.all(
    [
      numberKeys.list,
      numberKeys.one(did),
      numberKeys.released,
      numberKeys.comparison(did),
      numberKeys.drift,
    ].map((queryKey) => client.invalidateQueries({ queryKey, exact: true })),
  );
}
