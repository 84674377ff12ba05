import type { Media } from '@/shared/contract';
import { mediaView } from '@/shared/contract';
import { callFor } from '@/shared/http';

/** Has an attachment fetched again whose copy failed; `key` is of this one wish, however often it is sent. */
export async function retryMedia(id: string, key: string): Promise<Media> {
  const { data } = await callFor(mediaView, `/api/media/${encodeURIComponent(id)}/retry`, {
    method: 'POST',
    headers: { 'Idempotency-Key': key },
  });
  return data;
}
