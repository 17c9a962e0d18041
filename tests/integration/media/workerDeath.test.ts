import { afterEach, describe, expect, it } from 'vitest';
import { FACTS, LEAD, SESSION_ID, startLiveHub, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import { TestClient } from '../live/TestClient.ts';
import { RTP_CAPABILITIES } from './directMedia.ts';
import { MediaClient } from './MediaClient.ts';

const OPEN = { type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES } as const;

/** The routers that a client was told of. */
const routersOf = ({ received }: TestClient): string[] => {
  const told = received.flatMap((message) => {
    if (message.type === 'snapshot') return [message.routerId];
    const notice = message.type === 'mediaNotice' ? message.notice : null;
    return notice?.type === 'mediaReset' ? [notice.routerId] : [];
  });
  return [...new Set(told)];
};

describe('a worker that dies', () => {
  let hub: LiveHub;
  afterEach(async () => hub.close());

  it('ME2: is replaced, everybody is told to open transports again, and nobody leaves', async () => {
    const log = new MemoryLog();
    hub = await startLiveHub(log);
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    const [leadMedia, anaMedia] = [await MediaClient.open(lead), await MediaClient.open(ana)];
    const eventsBefore = (await log.read(SESSION_ID)).length;
    const [pid = 0] = hub.live.workerPids();
    process.kill(pid, 'SIGKILL');
    await Promise.all([
      lead.next('mediaNotice', ({ notice }) => notice.type === 'mediaReset'),
      ana.next('mediaNotice', ({ notice }) => notice.type === 'mediaReset'),
    ]);
    expect(routersOf(lead)).toEqual(routersOf(ana));
    expect(routersOf(lead)).toHaveLength(2);
    expect(hub.live.workerPids()).toHaveLength(1);
    expect(hub.live.workerPids()).not.toContain(pid);

    const [leadAgain, anaAgain] = [await MediaClient.open(lead), await MediaClient.open(ana)];
    await leadAgain.until(({ heard }) => heard.length === 2);
    await anaAgain.until(({ heard }) => heard.length === 2);
    expect(leadAgain.heard).toEqual(['ana camera', 'ana mic']);
    expect(anaAgain.heard).toEqual(['lead camera', 'lead mic']);
    expect(leadMedia.client.eventTypes).not.toContain('connectionLost');
    expect(anaMedia.client.received.map(({ type }) => type)).not.toContain('goodbye');
    expect((await log.read(SESSION_ID)).length).toBe(eventsBefore);
    await ana.does({ type: 'raiseHand' });
  });

  it('ME2: takes only its own sessions with it, and they move to the worker that lives', async () => {
    hub = await startLiveHub(new MemoryLog(), {
      config: { workerCount: 2, listenIp: '127.0.0.1', mediaPort: 0, allowedOrigins: [] },
      findFacts: async (id) => ({ ...FACTS, id }),
    });
    const lead = await hub.startSession();
    // With a peer on the first worker, the second session is opened on the other one.
    await MediaClient.open(lead);
    const other = await TestClient.enter(hub.url, hub.ticket(LEAD, 'session-2'));
    const elsewhere = await MediaClient.open(other, []);
    process.kill(hub.live.workerPids()[0] ?? 0, 'SIGKILL');
    await lead.next('mediaNotice', ({ notice }) => notice.type === 'mediaReset');
    expect((await lead.media(OPEN)).type).toBe('mediaReply');
    await other.ping();
    expect(elsewhere.notices).toEqual([]);
    expect((await other.media({ type: 'restartIce', direction: 'send' })).type).toBe('mediaReply');
  });
});
