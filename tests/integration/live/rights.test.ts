import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { COLEAD, FACTS, LEAD, member, SESSION_ID, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import { TestClient } from './TestClient.ts';

describe('a right that ends', () => {
  let hub: LiveHub;
  /** What the store says of a ticket's right when somebody comes in with it. */
  let isStillGood: () => Promise<boolean>;
  /** Loading the session takes as long as this. */
  let loading: Promise<void>;
  beforeEach(async () => {
    isStillGood = async () => true;
    loading = Promise.resolve();
    hub = await startLiveHub(new MemoryLog(), {
      isStillGood: async () => isStillGood(),
      findFacts: async () => {
        await loading;
        return FACTS;
      },
    });
  });
  afterEach(async () => hub.close());

  const knock = async (ticket: string) => {
    const client = await TestClient.open(hub.url);
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket });
    return client;
  };

  it('LI33: ends the connections that came by it, at once, and no others', async () => {
    const lead = await hub.startSession();
    const colead = await hub.enter(COLEAD);
    const ana = await hub.admit(lead, 'ana');
    hub.live.disconnectSeat('seat-ana');
    expect((await ana.next('goodbye')).reason).toBe('signedOut');
    hub.live.disconnectStaff('colead');
    expect((await colead.next('goodbye')).reason).toBe('signedOut');
    await lead.ping();
  });

  it('LI33: of two sign-ins of one person only the one that ended goes', async () => {
    const older = await hub.enter(LEAD, 'console');
    const newer = await hub.enter(LEAD, 'laptop');
    await older.closed;
    hub.live.disconnectSignIn('console');
    hub.live.disconnectStaff('lead', 'laptop');
    await newer.ping();
    hub.live.disconnectSignIn('laptop');
    expect((await newer.next('goodbye')).reason).toBe('signedOut');
  });

  it('LI33: a staff’s sign-in is no member’s key', async () => {
    await hub.startSession();
    const ana = await hub.enter(member('ana'), 'same');
    hub.live.disconnectSignIn('same');
    await ana.ping();
  });

  it('LI34: voids the tickets that were given for it', async () => {
    const [revoked, other] = [hub.ticket(member('ana')), hub.ticket(member('ben'))];
    hub.live.disconnectSeat('seat-ana');
    const ana = await knock(revoked);
    expect((await ana.next('problem')).error.kind).toBe('signed_out');
    expect((await ana.next('goodbye')).reason).toBe('signedOut');
    await TestClient.enter(hub.url, other);
  });

  // Whether the hub closes what was loaded for nobody before or after the next one asks for it is a matter of chance.
  it('LI34: reaches whoever is just coming in', { repeats: 9 }, async () => {
    const gate = Promise.withResolvers<void>();
    loading = gate.promise;
    const ana = await knock(hub.ticket(member('ana')));
    await ana.ping();
    hub.live.disconnectSeat('seat-ana');
    expect((await ana.next('goodbye')).reason).toBe('signedOut');
    gate.resolve();
    await ana.closed;
    expect(ana.received.map(({ type }) => type)).not.toContain('snapshot');
    const lead = await hub.startSession();
    await lead.ping();
  });

  it('LI34: a ticket that was given out while it ended is no good either', async () => {
    isStillGood = async () => false;
    const ana = await knock(hub.ticket(member('ana')));
    expect((await ana.next('problem')).error.kind).toBe('signed_out');
    expect((await ana.next('goodbye')).reason).toBe('signedOut');
    expect(await hub.live.directory.summary(SESSION_ID)).toBeNull();
  });
});
