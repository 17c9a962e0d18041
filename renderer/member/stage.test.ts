import { describe, expect, test } from 'vitest';
import type { Presence } from '../../src/protocol/session/people.ts';
import type { LiveView } from '../live/contract.ts';
import { stageOf, stepAfterConnecting, type Step } from './stage.ts';
import { makePerson, makeSeat, makeState } from './testKit.ts';

const seat = makeSeat();
const CHECKS = { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' } as const;
const entering: Step = { at: 'entering', seat, door: null };

function viewWith(
  presence: Presence | null,
  change: Partial<LiveView> = {},
  status: 'scheduled' | 'open' | 'ended' = 'open',
): LiveView {
  const people = presence === null ? [] : [makePerson('ana', 'Ana R.', 1, { presence })];
  return {
    link: { state: 'online' },
    selfId: 'ana',
    state: makeState(people, { status }),
    clockOffsetMs: 0,
    speakerIds: new Set(),
    qualities: {},
    ...change,
  };
}

describe('the stage', () => {
  test("MP3 the hub's word comes before the page's own steps", () => {
    const steps: Step[] = [{ at: 'deviceCheck', seat }, entering, { at: 'returning', seat }];
    for (const step of steps) {
      expect(stageOf(step, viewWith({ stage: 'present', since: 1, roomId: 'main' })).at).toBe('room');
      expect(stageOf(step, viewWith({ stage: 'waiting', since: 1 })).at).toBe('waiting');
      expect(stageOf(step, viewWith({ stage: 'removed', at: 1 }))).toMatchObject({
        at: 'goodbye',
        reason: 'removed',
      });
    }
  });

  test.each(['takenOver', 'removed', 'ended', 'signedOut', 'outdated', 'left'] as const)(
    'MP20 a line closed as %s is a goodbye',
    (reason) => {
      expect(stageOf(entering, viewWith(null, { link: { state: 'closed', reason } }))).toMatchObject({
        at: 'goodbye',
        reason,
      });
    },
  );

  test('MP20 a hub that stops for a moment is no goodbye', () => {
    const link = { state: 'closed', reason: 'hubStopping' } as const;
    expect(stageOf(entering, viewWith({ stage: 'present', since: 1, roomId: 'main' }, { link })).at).toBe(
      'room',
    );
  });

  test('MP14 before the waiting room opens, who has done everything is told when', () => {
    expect(stageOf(entering, viewWith(null, {}, 'scheduled'))).toMatchObject({
      at: 'tooEarly',
      opensAt: expect.any(Number),
    });
    expect(stageOf(entering, viewWith(null, {}, 'open')).at).toBe('entering');
  });

  test('MP19 while the line is lost, the room stays on the screen', () => {
    const link = { state: 'reconnecting', since: 1, nextTryAt: 2 } as const;
    expect(stageOf(entering, viewWith({ stage: 'present', since: 1, roomId: 'main' }, { link })).at).toBe(
      'room',
    );
  });

  test('a goodbye stays one, whatever comes after it', () => {
    const goodbye: Step = { at: 'goodbye', seat, reason: 'left' };
    expect(stageOf(goodbye, viewWith({ stage: 'present', since: 1, roomId: 'main' }))).toEqual(goodbye);
  });
});

describe('the first step', () => {
  test('MP10 who is new begins with the device check, who has passed it with the privacy check', () => {
    expect(stepAfterConnecting(seat, viewWith(null), null).at).toBe('deviceCheck');
    expect(stepAfterConnecting(seat, viewWith(null), CHECKS)).toMatchObject({
      at: 'privacyCheck',
      checks: CHECKS,
    });
  });

  test('MP11 who was here before is welcomed back; who still is goes right in', () => {
    expect(stepAfterConnecting(seat, viewWith({ stage: 'left', at: 1, wasIn: true }), null).at).toBe(
      'returning',
    );
    expect(stepAfterConnecting(seat, viewWith({ stage: 'waiting', since: 1 }), null)).toMatchObject({
      at: 'entering',
      door: null,
    });
  });
});
