import * as z from 'zod/mini';

/** What somebody decided about a delivery in quarantine or a dead letter. */
export const decisionView = z.object({
  kind: z.catch(z.enum(['redriven', 'dismissed']), 'redriven'),
  by: z.catch(z.string(), ''),
  at: z.string(),
  note: z.nullish(z.string()),
  result: z.nullish(z.string()),
});
export type Decision = z.output<typeof decisionView>;

export const standings = ['open', 'settled', 'all'] as const;
export type Standing = (typeof standings)[number];
