import { describe, expect, test } from 'vitest';
import { evolve } from '../../src/domain/session/evolve.ts';
import { LEAD, Rehearsal, member } from '../../src/domain/session/testKit.ts';
import { createSessionMirror } from './sessionMirror.ts';
import { eventsFrom, snapshotOf } from './testKit/snapshots.ts';

function begun() {
  const rehearsal = new Rehearsal().start('ana', 'ben');
  const mirror = createSessionMirror(evolve);
  mirror.applySnapshot(snapshotOf(rehearsal));
  return { rehearsal, mirror, seq: rehearsal.log.length };
}

describe('the mirror', () => {
  test('CL20 a snapshot replaces the state, an older one too', () => {
    const { rehearsal, mirror, seq } = begun();
    const older = snapshotOf(rehearsal);
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    mirror.applyEvents(eventsFrom(rehearsal, seq + 1));
    expect(mirror.upTo).toBe(seq + 1);
    mirror.applySnapshot(older);
    expect(mirror.upTo).toBe(seq);
    expect(mirror.state).toEqual(older.state);
    expect(mirror.selfId).toBe('lead');
  });

  test('CL21 applies later events and ignores those which the snapshot holds', () => {
    const { rehearsal, mirror, seq } = begun();
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    rehearsal.give(member('ben'), { type: 'raiseHand' });
    const heard = mirror.applyEvents(eventsFrom(rehearsal, 1));
    expect(heard).toEqual(rehearsal.log.slice(seq));
    expect(mirror.state?.participants['ana']?.handRaisedAt).not.toBeNull();
    expect(mirror.upTo).toBe(seq + 2);
  });

  test('CL21 withheld events leave gaps, and the end of the log is known all the same', () => {
    const { rehearsal, mirror, seq } = begun();
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    rehearsal.give(member('ben'), { type: 'raiseHand' });
    const logged = rehearsal.log.at(-1);
    if (!logged) throw new Error('no event');
    expect(mirror.applyEvents({ type: 'events', events: [logged], upTo: seq + 2 })).toEqual([logged]);
    expect(mirror.applyEvents({ type: 'events', events: [], upTo: seq + 7 })).toEqual([]);
    expect(mirror.upTo).toBe(seq + 7);
  });

  test('CL22 does not believe events that go back, go beyond upTo, or cannot be applied', () => {
    const { rehearsal, mirror, seq } = begun();
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    rehearsal.give(member('ben'), { type: 'raiseHand' });
    const before = mirror.state;
    const { events, upTo } = eventsFrom(rehearsal, seq + 1);
    expect(mirror.applyEvents({ type: 'events', events: events.toReversed(), upTo })).toBe('unbelievable');
    expect(mirror.applyEvents({ type: 'events', events, upTo: seq })).toBe('unbelievable');
    const [created] = rehearsal.log;
    if (!created) throw new Error('no event');
    const again = [{ ...created, seq: seq + 1 }];
    expect(mirror.applyEvents({ type: 'events', events: again, upTo })).toBe('unbelievable');
    expect(mirror.state).toBe(before);
    expect(mirror.upTo).toBe(seq);
  });

  test('CL22 events before any snapshot are not believed', () => {
    const { rehearsal } = begun();
    expect(createSessionMirror(evolve).applyEvents(eventsFrom(rehearsal, 1))).toBe('unbelievable');
  });

  test('CL23 no event is heard twice, even when a snapshot after a reconnect is older', () => {
    const { rehearsal, mirror, seq } = begun();
    const older = snapshotOf(rehearsal);
    rehearsal.give(member('ana'), { type: 'raiseHand' });
    const events = eventsFrom(rehearsal, seq + 1);
    expect(mirror.applyEvents(events)).toHaveLength(1);
    expect(mirror.applyEvents(events)).toEqual([]);
    mirror.applySnapshot(older);
    expect(mirror.applyEvents(events)).toEqual([]);
    expect(mirror.state?.participants['ana']?.handRaisedAt).not.toBeNull();
    rehearsal.give(LEAD, { type: 'lowerHand', participantId: 'ana' });
    expect(mirror.applyEvents(eventsFrom(rehearsal, 1))).toHaveLength(1);
  });
});
