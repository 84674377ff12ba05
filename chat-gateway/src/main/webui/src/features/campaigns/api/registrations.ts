import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call, callFor } from '@/shared/http';
import { campaignKeys } from '@/shared/provisioning/campaigns';

export const stages = [
  'brand-data',
  'form',
  'sent-to-carrier',
  'brand-approved',
  'campaign-approved',
  'listed',
] as const;
export type Stage = (typeof stages)[number];

const stepView = z.object({
  name: z.enum(stages),
  done: z.catch(z.boolean(), false),
  doneAt: z.nullish(z.string()),
  /** `carrier` for the one that ticks itself. */
  doneBy: z.nullish(z.string()),
  note: z.nullish(z.string()),
});
export type RegistrationStep = z.output<typeof stepView>;

export const registrationStates = ['open', 'done', 'dropped'] as const;
export type RegistrationState = (typeof registrationStates)[number];

const registrationView = z.object({
  id: z.string(),
  name: z.string(),
  brand: z.catch(z.string(), ''),
  useCase: z.catch(z.string(), ''),
  state: z.catch(z.enum(registrationStates), 'open'),
  campaignId: z.nullish(z.string()),
  createdBy: z.catch(z.string(), ''),
  createdAt: z.string(),
  updatedAt: z.string(),
  steps: z.catch(z.array(stepView), []),
});
export type Registration = z.output<typeof registrationView>;

/** The check-lists of campaigns that are being registered by hand, newest first. */
export const registrationsQuery = queryOptions({
  queryKey: campaignKeys.registrations,
  queryFn: async ({ signal }) =>
    (await callFor(z.array(registrationView), '/api/campaigns/registrations', { signal })).data,
});

export interface RegistrationWish {
  name: string;
  brand: string;
  useCase: string;
}

export async function openRegistration(wish: RegistrationWish, key: string): Promise<Registration> {
  const { data } = await callFor(registrationView, '/api/campaigns/registrations', {
    method: 'POST',
    json: wish,
    headers: { 'Idempotency-Key': key },
  });
  return data;
}

/** Replaces what people keep of it; the day and the name of a tick stay with it. */
export async function putRegistration(registration: Registration): Promise<Registration> {
  const { id, name, brand, useCase, state, campaignId, steps } = registration;
  const { data } = await callFor(registrationView, `/api/campaigns/registrations/${encodeURIComponent(id)}`, {
    method: 'PUT',
    json: {
      name,
      brand,
      useCase,
      state,
      campaignId: campaignId == null || campaignId === '' ? null : campaignId,
      steps: steps.map((step) => ({
        name: step.name,
        done: step.done,
        ...(step.note != null && step.note !== '' && { note: step.note }),
      })),
    },
  });
  return data;
}

/** The check-list only: nothing changes at the carrier. */
export async function forgetRegistration(id: string): Promise<void> {
  await call(`/api/campaigns/registrations/${encodeURIComponent(id)}`, { method: 'DELETE' });
}
