import { afterEach, describe, expect, it } from 'vitest';
import { SESSION_ID, startLiveHub, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import { DirectMedia } from './directMedia.ts';
import { MediaClient } from './MediaClient.ts';

describe('speech', () => {
  let hub: LiveHub;
  afterEach(async () => hub.close());

  it('LI11, LI32: staff hear of every room, members of their own, and a turn is logged at its end', async () => {
    const direct = new DirectMedia();
    const log = new MemoryLog();
    hub = await startLiveHub(log, { openTransport: direct.open });
    const lead = await hub.startSession();
    const ana = await hub.admit(lead, 'ana');
    const ben = await hub.admit(lead, 'ben');
    for (const [id, client] of [
      ['lead', lead],
      ['ana', ana],
      ['ben', ben],
    ] as const) {
      direct.opensFor(id);
      await MediaClient.open(client, ['mic']);
    }
    await lead.does({ type: 'addRoom', name: 'Oak' });
    const { events } = await lead.next('events', (message) =>
      message.events.some(({ event }) => event.type === 'roomAdded'),
    );
    const [room] = events.flatMap(({ event }) => (event.type === 'roomAdded' ? [event.room.id] : []));
    await lead.does({ type: 'assign', participantId: 'ana', roomId: room ?? '' });
    await lead.does({ type: 'openRooms', minutes: null });

    // 1.5 s of speech, in packets of 20 ms.
    let left = 75;
    const spoken = new Promise<void>((resolve) => {
      const talk = setInterval(() => {
        direct.sendFrom('ana', 'mic');
        left -= 1;
        if (left > 0) return;
        clearInterval(talk);
        resolve();
      }, 20);
    });
    await lead.next('speakers', ({ participantIds }) => participantIds.includes('ana'));
    await ana.next('speakers', ({ participantIds }) => participantIds.includes('ana'));
    await spoken;
    await lead.next('speakers', ({ participantIds }) => participantIds.length === 0);
    await lead.next('events', (message) => message.events.some(({ event }) => event.type === 'turnTaken'));
    await ben.ping();
    expect(ben.received.filter(({ type }) => type === 'speakers')).toEqual([]);
    const turns = (await log.read(SESSION_ID)).flatMap(({ event }) =>
      event.type === 'turnTaken' ? [event] : [],
    );
    expect(turns).toHaveLength(1);
    expect(turns[0]?.participantId).toBe('ana');
    expect(turns[0]?.durationMs).toBeGreaterThanOrEqual(1_000);
    expect(turns[0]?.durationMs).toBeLessThan(4_000);
    expect(ana.eventTypes).not.toContain('turnTaken');
  }, 15_000);
});
