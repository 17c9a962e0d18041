import type { Actor } from '../../domain/session/contract.ts';
import type { Viewer } from '../../domain/session/view.ts';
import type { HubMessage, HubMessageOf } from '../../protocol/live.ts';
import type { SessionState } from '../../protocol/session/state.ts';
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

/** Whether somebody is staff comes from their ticket, not from what they say. */
export function viewerOf({ actor }: LivePeer): Viewer {
  return { participantId: actor.id, isStaff: actor.kind === 'staff' };
}

/** Why somebody may not be in a session that stands like this (LI29, LI30); null where they may. */
export function reasonToRefuse(
  { status, participants }: SessionState,
  { actor }: LivePeer,
): GoodbyeReason | null {
  if (participants[actor.id]?.presence.stage === 'removed') return 'removed';
  return status === 'ended' && actor.kind === 'member' ? 'ended' : null;
}
