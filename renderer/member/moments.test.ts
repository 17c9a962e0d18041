import { describe, expect, test } from 'vitest';
import type { ChatMessage, SessionState } from '../../src/protocol/session/state.ts';
import { momentOf, momentsBetween } from './moments.ts';
import { makePerson, makeState, START_AT } from './testKit.ts';

const lead = makePerson('maria', 'Maria K.', 0, { role: 'lead' });
const ana = makePerson('ana', 'Ana R.', 1);
const rooms = [{ id: 'r1', name: 'Early signs 1' }];
const open: SessionState['breakouts'] = {
  stage: 'open',
  rooms,
  assignments: {},
  openedAt: START_AT,
  endsAt: null,
  recallEndsAt: null,
  staffSeenAt: {},
};
const inRoom = { ...ana, presence: { stage: 'present', since: START_AT, roomId: 'r1' } } as const;
const inMain = makeState([lead, ana]);
const inBreakout = makeState([lead, inRoom], { breakouts: open });
const between = (before: SessionState, after: SessionState) => momentsBetween(before, after, 'ana', 'en');

describe('moments between two states', () => {
  test('MP30 going to a room and coming back', () => {
    expect(between(inMain, inBreakout)).toEqual([{ kind: 'moved', roomName: 'Early signs 1' }]);
    expect(between(inBreakout, inMain)).toEqual([{ kind: 'broughtBack' }]);
    expect(between(inBreakout, inBreakout)).toEqual([]);
  });

  test('MP31 a recall, and a recall taken back', () => {
    const recalled = { ...inBreakout, breakouts: { ...open, recallEndsAt: 5 } };
    expect(between(inBreakout, recalled)).toEqual([{ kind: 'recall', endsAt: 5 }]);
    expect(between(recalled, inBreakout)).toEqual([{ kind: 'recallCancelled' }]);
  });

  test('MP32 help that is taken, and help that is over', () => {
    const asking = makeState([lead, { ...ana, help: { level: 'now', since: 1, takenBy: null } }]);
    const taken = makeState([lead, { ...ana, help: { level: 'now', since: 1, takenBy: 'maria' } }]);
    expect(between(asking, taken)).toEqual([{ kind: 'helpTaken', byId: 'maria' }]);
    expect(between(taken, inMain)).toEqual([{ kind: 'helpEnded' }]);
  });

  test('MP36 being put in the spotlight is told once; others in it are not', () => {
    const spot = (spotlightId: string | null) => makeState([lead, ana], { spotlightId });
    expect(between(spot(null), spot('ana'))).toEqual([{ kind: 'spotlit' }]);
    expect(between(spot('ana'), spot('ana'))).toEqual([]);
    expect(between(spot('ana'), spot('maria'))).toEqual([]);
  });

  test("MP33 others' messages, not one's own; announcements as such", () => {
    const message = (id: string, from: string, to: 'room' | 'announcement'): ChatMessage => ({
      id,
      from,
      at: 1,
      target: { to },
      roomId: 'main',
      text: 'Hello',
      audience: [],
    });
    const after = {
      ...inMain,
      chat: [
        message('1', 'ana', 'room'),
        message('2', 'maria', 'room'),
        message('3', 'maria', 'announcement'),
      ],
    };
    expect(between(inMain, after).map(({ kind }) => kind)).toEqual(['chat', 'announcement']);
  });
});

describe('moments of an event', () => {
  const logged = (event: Parameters<typeof momentOf>[0]['event'], by: string) => ({
    seq: 1,
    at: 1,
    by,
    event,
  });

  test('MP34 being muted by somebody is told; muting oneself is not', () => {
    const muted = { type: 'micChanged', participantId: 'ana', isOn: false } as const;
    expect(momentOf(logged(muted, 'maria'), 'ana')).toEqual({ kind: 'mutedBy', byId: 'maria' });
    expect(momentOf(logged(muted, 'ana'), 'ana')).toBeNull();
    expect(momentOf(logged(muted, 'maria'), 'ben')).toBeNull();
  });

  test('MP35 being asked to unmute', () => {
    expect(momentOf(logged({ type: 'unmuteAsked', participantId: 'ana' }, 'maria'), 'ana')).toEqual({
      kind: 'askedToUnmute',
      byId: 'maria',
    });
  });
});
