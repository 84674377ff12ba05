import type { Me } from '@/shared/contract';

/** Why nothing can be sent from one of our numbers. */
export type Obstacle = 'provisioning' | 'failed' | 'releasing' | 'released' | 'noSms';

export interface OwnNumber {
  /** Null for one that can send. */
  obstacle: Obstacle | null;
  canMms: boolean;
}

/** What can be done with the number of a conversation, as far as this page knows. */
export function ownNumber(me: Me, did: string): OwnNumber {
  const number = me.numbers.find((one) => one.did === did);
  if (number === undefined) {
    // A server that names no numbers at all says nothing about this one.
    return { obstacle: me.numbers.length === 0 ? null : 'released', canMms: true };
  }
  return {
    obstacle: obstacleOf(number.state, number.smsEnabled !== false),
    canMms: number.mmsEnabled !== false,
  };
}

function obstacleOf(state: string | null | undefined, smsEnabled: boolean): Obstacle | null {
  switch (state) {
    case 'provisioning':
    case 'failed':
    case 'releasing':
    case 'released':
      return state;
    case 'active':
    case null:
    case undefined:
    default:
      // A word of a newer server is for that server to refuse.
      return smsEnabled ? null : 'noSms';
  }
}
