import * as z from 'zod/mini';
import { call, callFor } from '@/shared/http';

const draft = z.object({ body: z.catch(z.string(), ''), version: z.catch(z.number(), 0) });
export type Draft = z.output<typeof draft>;

function path(threadId: string): string {
  return `/api/threads/${encodeURIComponent(threadId)}/draft`;
}

export async function getDraft(threadId: string, signal?: AbortSignal): Promise<Draft> {
  return (await callFor(draft, path(threadId), { signal })).data;
}

/** Saves over `version`; the server refuses with 409 when another window has saved since. */
export async function putDraft(threadId: string, body: string, version: number): Promise<Draft> {
  const response = await call(path(threadId), { method: 'PUT', json: { body, version } });
  const answer = draft.safeParse(await response.json().catch(() => undefined));
  return answer.success ? answer.data : { body, version: version + 1 };
}
