import { LEAD } from '../../../src/domain/session/testKit.ts';
import type { Rehearsal } from '../../../src/domain/session/testKit.ts';
import { projectState } from '../../../src/domain/session/view.ts';
import type { HubMessageOf } from '../../../src/protocol/live.ts';

/** What the hub sends of a rehearsed session to its lead, or to a member. */
export function snapshotOf(
  rehearsal: Rehearsal,
  selfId: string = LEAD.kind === 'hub' ? 'hub' : LEAD.id,
  hubTime = 0,
): HubMessageOf<'snapshot'> {
  const isStaff = rehearsal.state.participants[selfId]?.role !== 'member';
  const state = projectState(rehearsal.state, { participantId: selfId, isStaff });
  return { type: 'snapshot', selfId, hubTime, state, routerId: 'router', rtpCapabilities: {} };
}

/** The events of its log from a number on. */
export function eventsFrom(rehearsal: Rehearsal, seq: number): HubMessageOf<'events'> {
  return {
    type: 'events',
    events: rehearsal.log.filter((logged) => logged.seq >= seq),
    upTo: rehearsal.log.length,
  };
}
