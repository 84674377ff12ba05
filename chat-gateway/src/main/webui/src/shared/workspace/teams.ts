import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { callFor } from '../http';
import { hoursView } from './hours';

const teamView = z.object({
  name: z.string(),
  dids: z.catch(z.array(z.string()), []),
  /** Absent for a team that is always there. */
  hours: z.nullish(hoursView),
});
export type Team = z.output<typeof teamView>;

/** This agent's teams, all of them for managers. A frame says when they must be read again. */
export const teamsQuery = queryOptions({
  queryKey: ['teams'],
  queryFn: async ({ signal }) => (await callFor(z.array(teamView), '/api/teams', { signal })).data,
  staleTime: Infinity,
});

export function hoursQuery(team: string) {
  return queryOptions({
    queryKey: ['hours', team],
    queryFn: async ({ signal }) =>
      (await callFor(hoursView, `/api/teams/${encodeURIComponent(team)}/hours`, { signal })).data,
    staleTime: Infinity,
  });
}
