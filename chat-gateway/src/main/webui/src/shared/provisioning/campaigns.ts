import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const campaignView = z.object({
  id: z.string(),
  name: z.catch(z.string(), ''),
  /** Its id at the carrier. */
  providerId: z.nullish(z.string()),
  brandId: z.nullish(z.string()),
  /** What it was registered for; the carrier does not say, people wrote it down. */
  useCase: z.nullish(z.string()),
  /** The letter that sets the messages per minute. */
  class: z.catch(z.string(), ''),
  smsPerMinute: z.nullish(z.number()),
  /** Absent where the class has no rate of its own for pictures. */
  mmsPerMinute: z.nullish(z.number()),
  /** Segments a day of its brand. */
  perDay: z.nullish(z.number()),
  /** Numbers in it by the carrier's count, those that Hilo does not manage too. */
  count: z.catch(z.number(), 0),
  limit: z.catch(z.number(), 0),
  approved: z.catch(z.boolean(), false),
  /** When the carrier last listed it. */
  listedAt: z.nullish(z.string()),
  /** Numbers in it that Hilo manages. */
  own: z.catch(z.number(), 0),
});
export type Campaign = z.output<typeof campaignView>;

export const campaignKeys = {
  all: ['campaigns'] as const,
  classes: ['campaigns', 'classes'] as const,
  registrations: ['campaigns', 'registrations'] as const,
};

/** The campaigns as the carrier last listed them, with what people say about them. */
export const campaignsQuery = queryOptions({
  queryKey: campaignKeys.all,
  queryFn: async ({ signal }) => (await callFor(z.array(campaignView), '/api/campaigns', { signal })).data,
  staleTime: 30_000,
});

const classView = z.object({
  class: z.string(),
  smsPerMinute: z.nullish(z.number()),
  mmsPerMinute: z.nullish(z.number()),
  /** Whether the rates are each number's rather than the campaign's. */
  perNumber: z.catch(z.boolean(), false),
  /** Who gets such a campaign, in English. */
  words: z.nullish(z.string()),
});
export type ThroughputClass = z.output<typeof classView>;

/** The classes there are, which hardly ever change. */
export const classesQuery = queryOptions({
  queryKey: campaignKeys.classes,
  queryFn: async ({ signal }) =>
    (await callFor(z.array(classView), '/api/campaigns/classes', { signal })).data,
  staleTime: Infinity,
});

/**
 * Replaces what people say about a campaign; its class sets how fast its numbers send.
 *
 * @param useCase empty for nothing said
 */
export async function putCampaign(
  id: string,
  { name, throughput, useCase }: { name: string; throughput: string; useCase: string },
): Promise<Campaign> {
  const { data } = await callFor(campaignView, `/api/campaigns/${encodeURIComponent(id)}`, {
    method: 'PUT',
    json: { name, class: throughput, ...(useCase !== '' && { useCase }) },
  });
  return data;
}

/** How many more numbers it takes. */
export function freePlaces(campaign: Campaign): number {
  return Math.max(0, campaign.limit - campaign.count);
}

export function campaignName(campaign: { id: string; name: string }): string {
  return campaign.name === '' ? campaign.id : campaign.name;
}

/** The campaign to offer first: approved, with room enough, the fullest of them so that few are begun. */
export function bestCampaign(campaigns: readonly Campaign[], places: number): Campaign | undefined {
  return campaigns
    .filter((campaign) => campaign.approved && freePlaces(campaign) >= places)
    .sort((a, b) => freePlaces(a) - freePlaces(b))[0];
}
