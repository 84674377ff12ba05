import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '../http';

/** What a label may be painted with. `label-chip.css` has each of them for light and for dark. */
export const labelColors = [
  'grey',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
  'brown',
] as const;
export type LabelColor = (typeof labelColors)[number];

export const labelView = z.object({
  key: z.string(),
  name: z.string(),
  color: z.catch(z.enum(labelColors), 'grey'),
  position: z.catch(z.number(), 0),
  /** How many conversations have it. */
  threads: z.catch(z.number(), 0),
});
export type Label = z.output<typeof labelView>;

/** The catalogue, in the order that managers gave it. A frame says when it must be read again. */
export const labelsQuery = queryOptions({
  queryKey: ['labels'],
  queryFn: async ({ signal }) => (await callFor(z.array(labelView), '/api/labels', { signal })).data,
  staleTime: Infinity,
});

/** What a key looks like that the catalogue does not know, or not yet. */
export function unknownLabel(key: string): Label {
  return { key, name: key, color: 'grey', position: 0, threads: 0 };
}

/** A key of its own for each press of the button: an answer that got lost is asked for again, not made again. */
export async function createLabel(label: { name: string; color: LabelColor }, key: string): Promise<Label> {
  return (
    await callFor(labelView, '/api/labels', {
      method: 'POST',
      json: label,
      headers: { 'Idempotency-Key': key },
    })
  ).data;
}
