import { describe, expect, it } from 'vitest';
import { replay } from '../../domain/session/evolve.ts';
import type { LoggedEvent, SessionEvent } from '../../protocol/session/events.ts';
import { viewSteps, type Step } from './viewSteps.ts';

const arrived = (participantId: string, role: 'lead' | 'member', roomId: string | null): SessionEvent => ({
  type: 'participantArrived',
  participantId,
  name: participantId,
  role,
  seat: 0,
  roomId,
  isMicOn: true,
  isCameraOn: true,
  door: null,
});

/** The steps of the last events, after those before them. */
function stepsOf(before: readonly SessionEvent[], last: readonly SessionEvent[]): Step[] {
  const facts = { id: 's', groupId: 'g', groupName: 'Group', scheduledStart: 0, scheduledEnd: 1, blocks: [] };
  const events: readonly SessionEvent[] = [{ type: 'sessionCreated', facts }, ...before, ...last];
  const log = events.map((event, index): LoggedEvent => ({ seq: index + 1, at: index, by: 'hub', event }));
  const stateAt = (seq: number) => {
    const state = replay(log.slice(0, seq));
    if (!state) throw new Error('no state');
    return state;
  };
  return log
    .slice(1 + before.length)
    .map((logged) => ({ logged, before: stateAt(logged.seq - 1), after: stateAt(logged.seq) }));
}

const GROUP = [
  arrived('lead', 'lead', 'main'),
  arrived('ana', 'member', 'main'),
  arrived('ben', 'member', null),
];
const MANY: readonly SessionEvent[] = [
  { type: 'handRaised', participantId: 'ana' },
  { type: 'participantAdmitted', participantId: 'ben', roomId: 'main' },
  { type: 'handLowered', participantId: 'ana' },
  { type: 'helpAsked', participantId: 'ben', level: 'now' },
];

describe('viewSteps', () => {
  it('LI24: staff get all events of a command in one message', () => {
    const parts = viewSteps(stepsOf(GROUP, MANY), { participantId: 'lead', isStaff: true });
    expect(
      parts.map((part) => (part.kind === 'events' ? [part.events.length, part.upTo] : part.kind)),
    ).toEqual([[4, 8]]);
  });

  it('LI24: a member gets events and snapshots in the order of the log, and is told how far it goes', () => {
    const parts = viewSteps(stepsOf(GROUP, MANY), { participantId: 'ana', isStaff: false });
    expect(parts.map((part) => part.kind)).toEqual(['events', 'snapshot', 'events']);
    expect(parts[1]?.kind === 'snapshot' && part(parts[1].state.participants)).toEqual([
      'ana',
      'ben',
      'lead',
    ]);
    expect(parts[2]?.kind === 'events' && [parts[2].events.map(({ seq }) => seq), parts[2].upTo]).toEqual([
      [7],
      8,
    ]);
  });

  it('LI24: of snapshots in a row the last is enough, and of nothing comes nothing', () => {
    const admitted = GROUP.slice(0, 2);
    const two = [arrived('cai', 'member', 'main'), arrived('dee', 'member', 'main')];
    const parts = viewSteps(stepsOf(admitted, two), { participantId: 'ana', isStaff: false });
    expect(parts.map((part) => part.kind)).toEqual(['snapshot']);
    expect(viewSteps(stepsOf(GROUP, MANY.slice(3)), { participantId: 'ana', isStaff: false })).toEqual([]);
  });
});

function part(participants: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(participants).sort();
}
