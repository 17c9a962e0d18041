import { describe, expect, test } from 'vitest';
import type { ReachReply, ReachWay } from '../../../src/protocol/api/reach.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { createReachModel, verdictOf, type ReachDeps, type ReachView, type WayState } from './reachModel.ts';
import type { WayOutcome } from './tryWay.ts';

const END = { id: 't1', iceParameters: {}, iceCandidates: [], dtlsParameters: {} };
const REPLY: ReachReply = { reachId: 'try-1', rtpCapabilities: {}, udp: END, tcp: END, relay: null };

function setUp(changes: Partial<ReachDeps> = {}) {
  const outcomes = new Map<ReachWay, PromiseWithResolvers<WayOutcome | null>>();
  let opened = 0;
  const model = createReachModel({
    api: {
      open: async () => {
        opened += 1;
        return REPLY;
      },
    },
    tryMessages: async () => true,
    openDevice: async () => (way) => {
      const outcome = Promise.withResolvers<WayOutcome | null>();
      outcomes.set(way, outcome);
      return outcome.promise;
    },
    ...changes,
  });
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  return { model, outcomes, turn, opened: () => opened, view: () => model.store.getState() };
}

describe('HO20: the ways are tried', () => {
  test('each by itself, and shown as soon as it is known', async () => {
    const { model, outcomes, turn, view } = setUp();
    const running = model.run();
    await turn();
    expect(view()).toMatchObject({ isRunning: true, messages: { at: 'works' } });
    outcomes.get('tcp')?.resolve({ works: true, roundTripMs: 40 });
    await turn();
    expect(view().ways).toEqual({
      udp: { at: 'trying' },
      tcp: { at: 'works', roundTripMs: 40 },
      relay: { at: 'trying' },
    });
    outcomes.get('udp')?.reject(new Error('the browser has none'));
    outcomes.get('relay')?.resolve(null);
    await running;
    expect(view()).toMatchObject({
      isRunning: false,
      ways: { udp: { at: 'fails' }, relay: { at: 'absent' } },
    });
  });

  test('again from the beginning, but not while a try runs', async () => {
    const { model, outcomes, turn, opened, view } = setUp();
    const running = model.run();
    await model.run();
    await turn();
    for (const outcome of outcomes.values()) outcome.resolve({ works: false });
    await running;
    expect(opened()).toBe(1);
    void model.run();
    expect(view()).toMatchObject({ isRunning: true, ways: { udp: { at: 'trying' } } });
  });

  test('HO22 a hub that does not let them be tried is told as it is', async () => {
    const refusal = new CirclewellError('signed_out', 'no seat', 'door.revokedLink');
    const { model, view } = setUp({ api: { open: () => Promise.reject(refusal) } });
    await model.run();
    expect(view()).toMatchObject({
      isRunning: false,
      refusal: { kind: 'signed_out', rule: 'door.revokedLink' },
    });
  });
});

describe('HO21: what it means', () => {
  const works: WayState = { at: 'works', roundTripMs: 1 };
  const fails: WayState = { at: 'fails' };
  const trying: WayState = { at: 'trying' };
  const absent: WayState = { at: 'absent' };

  test.each<[string, WayState, [WayState, WayState, WayState]]>([
    ['trying', trying, [works, works, absent]],
    ['good', works, [works, trying, trying]],
    ['trying', works, [fails, works, trying]],
    ['late', works, [fails, works, absent]],
    ['late', works, [fails, fails, works]],
    ['noMedia', works, [fails, fails, absent]],
    ['noMessages', fails, [works, works, works]],
  ])('%s', (verdict, messages, [udp, tcp, relay]) => {
    const view: ReachView = {
      isRunning: false,
      refusal: null,
      messages,
      ways: { udp, tcp, relay },
      isRelayTls: true,
    };
    expect(verdictOf(view)).toBe(verdict);
  });
});
