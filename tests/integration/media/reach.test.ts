import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import { MAX_REACH_CHECKS, ReachChecks } from '../../../src/hub/media/ReachChecks.ts';
import { createRelayPasses } from '../../../src/hub/media/relayPasses.ts';
import { WorkerPool } from '../../../src/hub/media/WorkerPool.ts';
import { REACH_OPEN_MS } from '../../../src/protocol/api/reach.ts';
import { transportOptionsSchema, type TransportOptions } from '../../../src/protocol/media.ts';

const TURN = {
  urls: ['turn:turn.example.org', 'turns:turn.example.org:443'],
  secret: 'a secret of the relay',
};
const DTLS = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};

let pool: WorkerPool;
let reach: ReachChecks;
let ids = 0;

beforeEach(async () => {
  pool = await WorkerPool.open({
    workerCount: 1,
    listen: { listenIp: '127.0.0.1', mediaPort: 0 },
    logger: pino({ level: 'silent' }),
  });
  reach = checks();
});
afterEach(() => {
  vi.useRealTimers();
  reach.close();
  pool.close();
});

function checks(turn: typeof TURN | null = null, from: Pick<WorkerPool, 'openRouter'> = pool): ReachChecks {
  const relayPasses = createRelayPasses(turn, () => 1_700_000_000_000);
  return new ReachChecks({ pool: from, relayPasses, newId: () => `try-${(ids += 1)}` });
}
const protocolsOf = (options: TransportOptions | null) =>
  new Set(options?.iceCandidates.map(({ protocol }) => protocol));

describe('HO20: each way is offered by itself', () => {
  it('UDP and TCP, and no relay where there is none', async () => {
    const reply = await reach.open('seat-1');
    expect(protocolsOf(reply.udp)).toEqual(new Set(['udp']));
    expect(protocolsOf(reply.tcp)).toEqual(new Set(['tcp']));
    expect(reply.relay).toBeNull();
  });

  it('the relay with a pass of its own, over TLS alone where it has that, and the hub’s ports behind it', async () => {
    const relayed = checks(TURN);
    const { relay } = await relayed.open('seat-1');
    expect(transportOptionsSchema.safeParse(relay).success).toBe(true);
    expect(protocolsOf(relay)).toEqual(new Set(['udp', 'tcp']));
    expect(relay).toMatchObject({ isTls: true, iceServers: [{ urls: ['turns:turn.example.org:443'] }] });
    relayed.close();
    const plain = checks({ ...TURN, urls: ['turn:turn.example.org'] });
    expect((await plain.open('seat-1')).relay).toMatchObject({
      isTls: false,
      iceServers: [{ urls: ['turn:turn.example.org'] }],
    });
    plain.close();
  });

  it('takes the client’s parameters once a way, and refuses what are none', async () => {
    const { reachId } = await reach.open('seat-1');
    await expect(reach.connect('seat-1', reachId, 'udp', { fingerprints: [] })).rejects.toMatchObject({
      kind: 'invalid',
    });
    await reach.connect('seat-1', reachId, 'udp', DTLS);
    await expect(reach.connect('seat-1', reachId, 'udp', DTLS)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(reach.connect('seat-1', reachId, 'relay', DTLS)).rejects.toMatchObject({ kind: 'gone' });
  });
});

describe('HO23: what was opened is closed', () => {
  it('after 30 seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { reachId } = await reach.open('seat-1');
    vi.advanceTimersByTime(REACH_OPEN_MS);
    await expect(reach.connect('seat-1', reachId, 'udp', DTLS)).rejects.toMatchObject({ kind: 'gone' });
  });

  it('by the next try of the same seat, which no other seat touches', async () => {
    const first = await reach.open('seat-1');
    const other = await reach.open('seat-2');
    const second = await reach.open('seat-1');
    await expect(reach.connect('seat-1', first.reachId, 'udp', DTLS)).rejects.toMatchObject({ kind: 'gone' });
    await expect(reach.connect('seat-2', second.reachId, 'udp', DTLS)).rejects.toMatchObject({
      kind: 'gone',
    });
    await reach.connect('seat-1', second.reachId, 'tcp', DTLS);
    await reach.connect('seat-2', other.reachId, 'tcp', DTLS);
  });

  it('with the hub, also while it is being opened', async () => {
    let closed = 0;
    const slow = checks(null, {
      async openRouter() {
        const lease = await pool.openRouter();
        return {
          ...lease,
          close() {
            closed += 1;
            lease.close();
          },
        };
      },
    });
    const opening = slow.open('seat-1');
    slow.close();
    await expect(opening).rejects.toMatchObject({ kind: 'gone' });
    expect(closed).toBe(1);
    await expect(slow.open('seat-1')).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('by the end of a try whose transports are just being made', async () => {
    const hasRouter = Promise.withResolvers<void>();
    const watched = checks(null, {
      async openRouter() {
        const lease = await pool.openRouter();
        hasRouter.resolve();
        return lease;
      },
    });
    const opening = watched.open('seat-1');
    await hasRouter.promise;
    // The lease is handed over in the next turn, and the first transport is asked for.
    await new Promise((resolve) => setImmediate(resolve));
    watched.close();
    await expect(opening).rejects.toMatchObject({ kind: 'gone' });
  });

  it('there are only so many at a time, and one that failed is none', async () => {
    let isBroken = true;
    const limited = checks(null, {
      openRouter: () => (isBroken ? Promise.reject(new Error('no worker')) : pool.openRouter()),
    });
    await expect(limited.open('seat-0')).rejects.toThrow('no worker');
    isBroken = false;
    for (let seat = 1; seat <= MAX_REACH_CHECKS; seat += 1) await limited.open(`seat-${seat}`);
    await expect(limited.open('seat-one-more')).rejects.toMatchObject({ kind: 'rate_limited' });
    await limited.open('seat-1');
    limited.close();
  });
});
