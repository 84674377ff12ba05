import * as z from 'zod/mini';
import { callFor } from '@/shared/http';

const uploaded = z.object({
  id: z.string(),
  url: z.nullish(z.string()),
  contentType: z.nullish(z.string()),
  bytes: z.nullish(z.number()),
  name: z.nullish(z.string()),
});
export type Uploaded = z.output<typeof uploaded>;

export async function uploadMedia(file: File, signal?: AbortSignal): Promise<Uploaded> {
  const form = new FormData();
  form.set('file', file, file.name);
  const { data } = await callFor(uploaded, '/api/media', {
    method: 'POST',
    form,
    signal,
    timeoutMs: 120_000,
  });
  return data;
}
