import type { LiveBridge } from '@/live/bridge';
import { formatPhone } from '@/shared/format';
import { texts as t } from '@/shared/i18n/i18n';
import '@/shared/i18n/talk-texts';
import { Problem } from '@/shared/problem';
import '@/shared/team/texts';
import { toast } from '@/shared/ui/toast';
import { toastDone } from '@/shared/undo';
import type { Claimed } from './api/claim';
import { unclaim } from './api/unclaim';

/**
 * Says what was done, and offers to take it back; where that fails it is offered again.
 *
 * @param takeBack answers with what to say of it
 */
export function offerBack(what: string, takeBack: () => Promise<string>): void {
  const label = t('team.undo.undo');
  const run = (): void => {
    takeBack().then(
      (said) => toast(said),
      (error: unknown) => toast(t('team.undo.failed', { reason: reasonOf(error) }), { label, run }),
    );
  };
  toastDone({ text: what, label, title: t('team.undo.command', { what }), run });
}

interface Taker {
  user: string;
  live: LiveBridge;
  /** Goes back to where they were. */
  leave: () => void;
}

/** A conversation that was taken can be given back while it is still the taker's and its contact waits as before. */
export function offerClaimBack({ thread, formerTeam }: Claimed, { user, live, leave }: Taker): void {
  const saying = (line: string): string => `${thread.displayName ?? formatPhone(thread.external)}: ${line}`;
  offerBack(saying(t('team.line.claimed')), async () => {
    const now = live.known(thread.id);
    if (now?.assignee !== user || now.state !== 'open' || !now.unanswered) {
      return t('team.undo.late');
    }
    const back = await unclaim(thread.id, formerTeam);
    live.putThread({ ...back, readInbound: now.readInbound });
    leave();
    return saying(
      formerTeam === null ? t('team.line.unassigned') : t('team.line.assigned-team', { subject: formerTeam }),
    );
  });
}

/** Why the server did not do it, in its own words where it has some. */
export function reasonOf(error: unknown): string {
  return error instanceof Problem
    ? error.errors.map(({ detail }) => detail).join(' ') || (error.detail ?? error.message)
    : t('composer.problem.unreachable');
}
