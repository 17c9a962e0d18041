import { describe, expect, it } from 'vitest';
import type { SessionEvent } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import { evolve } from './evolve.ts';
import { ARRIVE, LEAD, Rehearsal, member } from './testKit.ts';
import { viewEvent, type Viewer } from './view.ts';

const INSIDE: Viewer = { participantId: 'ana', isStaff: false };
const OUTSIDE: Viewer = { participantId: 'cora', isStaff: false };

/** `ana` and `ben` in rooms, `cora` waiting; whoever looks at all of the state, as a projection does, is caught. */
function guarded(): SessionState {
  const rehearsal = new Rehearsal().start('ana', 'ben');
  const [one = ''] = rehearsal.rooms('One');
  rehearsal.give(LEAD, { type: 'assign', participantId: 'ben', roomId: one });
  rehearsal.give(LEAD, { type: 'openRooms', minutes: 5 });
  rehearsal.give(member('ben'), { type: 'askForHelp', level: 'now' });
  rehearsal.give(member('cora'), ARRIVE);
  return rehearsal.state;
}

const withTrap = (state: SessionState): SessionState =>
  Object.defineProperty({ ...state }, 'chat', {
    get: () => {
      throw new Error('a part was worked out');
    },
  });

function sent(event: SessionEvent, viewer: Viewer): string {
  const before = guarded();
  const logged = { seq: before.seq + 1, at: 1, by: 'lead', event };
  return viewEvent(logged, withTrap(before), withTrap(evolve(before, logged)), viewer).kind;
}

describe('what an event costs a member', () => {
  it.each<SessionEvent>([
    { type: 'turnTaken', participantId: 'ben', durationMs: 1500 },
    { type: 'lockChanged', isLocked: true },
    { type: 'helpTaken', participantId: 'ben', by: 'lead' },
    { type: 'helpEnded', participantId: 'ben' },
    { type: 'participantAssigned', participantId: 'ben', roomId: null },
    { type: 'waitingMessageSet', text: 'Soon' },
    { type: 'shieldLowered', participantId: 'ben' },
    { type: 'micChanged', participantId: 'cora', isOn: false },
    { type: 'connectionLost', participantId: 'cora' },
  ])('SE133 $type of another costs those inside nothing', (event) => {
    expect(sent(event, INSIDE)).toBe('nothing');
  });

  it.each<SessionEvent>([
    { type: 'connectionLost', participantId: 'ben' },
    { type: 'connectionRestored', participantId: 'ben', lostForMs: 5 },
    { type: 'participantMoved', participantId: 'ben', roomId: 'main' },
    { type: 'participantMoved', participantId: 'ana', roomId: 'id1' },
    { type: 'recallStarted', endsAt: 9 },
  ])('SE133 $type of $participantId travels as it is, and not outside', (event) => {
    expect(sent(event, INSIDE)).toBe('event');
    expect(sent(event, OUTSIDE)).toBe('nothing');
  });

  it('SE133 who waits is told of other members’ coming and going by nothing at all', () => {
    for (const type of ['participantLeft', 'participantSentToWaiting', 'participantRemoved'] as const)
      expect(sent({ type, participantId: 'ben' }, OUTSIDE)).toBe('nothing');
    expect(sent({ type: 'waitingMessageSet', text: 'Soon' }, OUTSIDE)).toBe('event');
  });
});
