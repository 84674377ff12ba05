import { callFor } from '@/shared/http';
import type { PushRules } from '@/shared/notify/rules';
import { pushRules } from '@/shared/notify/rules';

/** What the agent wants to be told of from now on, everywhere. */
export async function putRules(rules: PushRules): Promise<PushRules> {
  const json = Object.fromEntries(Object.entries(rules).filter(([, value]) => value != null));
  return (await callFor(pushRules, '/api/push/rules', { method: 'PUT', json })).data;
}
