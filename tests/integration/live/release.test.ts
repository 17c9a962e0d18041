import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { FACTS, LEAD, member, SESSION_ID, startLiveHub, type LiveHub } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';
import { TestClient } from './TestClient.ts';

describe('a session that was loaded for nobody', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  /** Loading the session takes as long as this. */
  let gate: PromiseWithResolvers<void>;
  beforeEach(async () => {
    gate = Promise.withResolvers();
    log = new MemoryLog();
    hub = await startLiveHub(log, {
      findFacts: async () => {
        await gate.promise;
        return FACTS;
      },
    });
  });
  afterEach(async () => hub.close());

  const knock = async (ticket: string) => {
    const client = await TestClient.open(hub.url);
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket });
    await client.ping();
    return client;
  };
  /** Closes, and waits until the hub has seen it. */
  async function goAway(client: TestClient): Promise<void> {
    await client.close();
    await (await TestClient.open(hub.url)).close();
  }

  it('LI31: is let go of when its visitor went while it was loading', async () => {
    await goAway(await knock(hub.ticket(LEAD)));
    gate.resolve();
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
  });

  it('LI31: is kept for the other one who waits for it', async () => {
    const ana = await knock(hub.ticket(member('ana')));
    await goAway(await knock(hub.ticket(LEAD)));
    gate.resolve();
    await ana.next('snapshot');
    await ana.ping();
    expect(await hub.live.directory.summary(SESSION_ID)).not.toBeNull();
  });

  it('LI31: is let go of when the last one has left in the same breath', async () => {
    gate.resolve();
    const lead = await hub.startSession();
    await log.holdAppends(async (underWay) => {
      void lead.command({ type: 'leave' }).catch(() => undefined);
      await underWay;
      await goAway(lead);
    });
    await expect.poll(async () => hub.live.directory.summary(SESSION_ID)).toBeNull();
    expect((await log.read(SESSION_ID)).at(-1)?.event.type).toBe('participantLeft');
  });
});
