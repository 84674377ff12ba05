import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, callFor, query } from '@/shared/http';

const numberView = z.object({
  did: z.string(),
  name: z.nullish(z.string()),
  state: z.catch(z.string(), ''),
  smsEnabled: z.catch(z.boolean(), false),
  mmsEnabled: z.catch(z.boolean(), false),
  campaignId: z.nullish(z.string()),
  webhookUrl: z.nullish(z.string()),
  teams: z.catch(z.array(z.string()), []),
});
export type OwnNumber = z.output<typeof numberView>;

const POLL_MS = 2_500;

/** Our numbers. Asked again while one of them is being set up: provisioning has no frames of its own. */
export const numbersQuery = queryOptions({
  queryKey: ['numbers'],
  queryFn: async ({ signal }) => (await callFor(z.array(numberView), '/api/numbers', { signal })).data,
  refetchInterval: ({ state }) =>
    state.data?.some((number) => number.state === 'provisioning') === true ? POLL_MS : false,
});

const availableView = z.object({
  did: z.string(),
  ratecenter: z.nullish(z.string()),
  state: z.nullish(z.string()),
  monthlyPrice: z.nullish(z.union([z.number(), z.string()])),
});
export type AvailableNumber = z.output<typeof availableView>;

export function availableQuery(areaCode: string | null) {
  return queryOptions({
    queryKey: ['numbers-available', areaCode],
    queryFn: async ({ signal }) =>
      (await callFor(z.array(availableView), `/api/numbers/available${query({ npa: areaCode })}`, { signal }))
        .data,
    enabled: areaCode !== null,
    gcTime: 60_000,
    retry: false,
  });
}

const campaignView = z.object({ id: z.string(), name: z.nullish(z.string()) });

export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: async ({ signal }) => (await callFor(z.array(campaignView), '/api/campaigns', { signal })).data,
  staleTime: 60_000,
});

export interface ProvisionWish {
  did: string;
  /** Null takes the configured one. */
  campaignId: string | null;
  name: string;
  teams: string[];
}

/** Buys a number, or adopts one the account has, and wires it up. Repeating it never buys twice. */
export async function provision({ did, campaignId, name, teams }: ProvisionWish): Promise<void> {
  await call('/api/numbers/provision', {
    method: 'POST',
    json: {
      did,
      ...(campaignId !== null && { campaignId }),
      ...(name !== '' && { name }),
      ...(teams.length > 0 && { teams }),
    },
    timeoutMs: 60_000,
  });
}
