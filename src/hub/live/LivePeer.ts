import type { Actor } from '../../domain/session/contract.ts';
import type { HubMessage, HubMessageOf } from '../../protocol/live.ts';
import type { LiveGrant } from '../identity/liveTickets.ts';

/** Why the hub closes a socket. */
export type GoodbyeReason = HubMessageOf<'goodbye'>['reason'];

/** A connection of a participant, as the session's host sees it. Implemented by LiveSocket. */
export interface LivePeer {
  readonly peerId: string;
  readonly actor: Exclude<Actor, { kind: 'hub' }>;
  /** What lets them be here, for as long as it stands. */
  readonly grant: LiveGrant;
  readonly isOpen: boolean;
  send(message: HubMessage): void;
  /** Like `send`, for what is soon out of date: left out while the socket drains badly. */
  sendIfIdle(message: HubMessage): void;
  goodbye(reason: GoodbyeReason): void;
}
