import * as z from 'zod/mini';
import { call, callFor, nextLink, query } from '@/shared/http';
import type { Hours } from '@/shared/workspace/hours';
import { hoursView } from '@/shared/workspace/hours';
import type { Label, LabelColor } from '@/shared/workspace/labels';
import { labelView } from '@/shared/workspace/labels';
import type { Template } from '@/shared/workspace/templates';
import { templateView } from '@/shared/workspace/templates';

/** The catalogue with how many conversations have each label. */
export async function countedLabels(signal: AbortSignal): Promise<Label[]> {
  return (await callFor(z.array(labelView), '/api/labels?threads=true', { signal })).data;
}

export interface LabelChange {
  name: string;
  color: LabelColor;
  position?: number;
}

export async function changeLabel(key: string, change: LabelChange): Promise<Label> {
  return (await callFor(labelView, `/api/labels/${encodeURIComponent(key)}`, { method: 'PUT', json: change }))
    .data;
}

export async function deleteLabel(key: string): Promise<void> {
  await call(`/api/labels/${encodeURIComponent(key)}`, { method: 'DELETE' });
}

export interface TemplateContent {
  team: string | null;
  shortcut: string;
  title: string;
  body: string;
}

export async function createTemplate(content: TemplateContent, key: string): Promise<Template> {
  return (
    await callFor(templateView, '/api/templates', {
      method: 'POST',
      json: content,
      headers: { 'Idempotency-Key': key },
    })
  ).data;
}

export async function changeTemplate(
  id: string,
  content: TemplateContent & { version: number },
): Promise<Template> {
  return (await callFor(templateView, `/api/templates/${id}`, { method: 'PUT', json: content })).data;
}

export async function deleteTemplate(id: string): Promise<void> {
  await call(`/api/templates/${id}`, { method: 'DELETE' });
}

export type HoursChange = Pick<Hours, 'zone' | 'days' | 'holidays' | 'version'>;

export async function setHours(team: string, hours: HoursChange): Promise<Hours> {
  return (
    await callFor(hoursView, `/api/teams/${encodeURIComponent(team)}/hours`, { method: 'PUT', json: hours })
  ).data;
}

export async function forgetHours(team: string): Promise<void> {
  await call(`/api/teams/${encodeURIComponent(team)}/hours`, { method: 'DELETE' });
}

const auditEntry = z.object({
  id: z.string(),
  at: z.string(),
  user: z.string(),
  what: z.string(),
  subject: z.string(),
  before: z.nullish(z.record(z.string(), z.unknown())),
  after: z.nullish(z.record(z.string(), z.unknown())),
});
export type AuditEntry = z.output<typeof auditEntry>;

export interface AuditFilter {
  what: string;
  user: string;
  /** Days as the reader's calendar has them, `2026-11-23`. */
  from: string;
  to: string;
}

export interface AuditPage {
  entries: AuditEntry[];
  next: string | null;
}

export async function auditPage(address: string, signal: AbortSignal): Promise<AuditPage> {
  const { data, headers } = await callFor(z.array(auditEntry), address, { signal });
  return { entries: data, next: nextLink(headers) };
}

export function auditAddress({ what, user, from, to }: AuditFilter): string {
  return `/api/audit${query({ what, user, from: startOf(from, 0), to: startOf(to, 1) })}`;
}

/** The beginning of a day, or of the one after it, on the reader's clock. */
function startOf(day: string, later: number): string {
  const [year, month, date] = day.split('-').map(Number);
  return year === undefined || month === undefined || date === undefined
    ? ''
    : new Date(year, month - 1, date + later).toISOString();
}
