import { afterEach, describe, expect, it } from 'vitest';
import { audienceOf } from '../../../src/domain/session/audience.ts';
import { SESSION_ID } from '../live/liveHub.ts';
import { RTP_CAPABILITIES } from './directMedia.ts';
import { sendFor, startGroup, type Group } from './group.ts';

function pairs(...rooms: string[][]): string[] {
  return rooms
    .flatMap((room) => room.flatMap((from) => room.filter((to) => to !== from).map((to) => `${from}>${to}`)))
    .flatMap((pair) => [`${pair} camera`, `${pair} mic`])
    .sort();
}

async function openTwoRooms(group: Group): Promise<string[]> {
  const { lead } = group;
  await lead.does({ type: 'addRoom', name: 'Oak' });
  await lead.does({ type: 'addRoom', name: 'Elm' });
  await lead.ping();
  const roomIds = lead.received.flatMap((message) =>
    message.type === 'events'
      ? message.events.flatMap(({ event }) => (event.type === 'roomAdded' ? [event.room.id] : []))
      : [],
  );
  const [oak = '', elm = ''] = roomIds;
  await lead.does({ type: 'assign', participantId: 'ana', roomId: oak });
  await lead.does({ type: 'assign', participantId: 'ben', roomId: oak });
  await lead.does({ type: 'assign', participantId: 'cai', roomId: elm });
  await lead.does({ type: 'openRooms', minutes: null });
  await group.settle();
  return roomIds;
}

describe('who receives whose packets', () => {
  let group: Group;
  afterEach(async () => group.hub.close());

  it('ME21: in one room everybody receives everybody', async () => {
    group = await startGroup();
    const counted = await sendFor(group, 20);
    expect([...counted.keys()].sort()).toEqual(pairs(['lead', 'colead', 'ana', 'ben', 'cai']));
    expect(
      [...counted.entries()].filter(([key]) => key.endsWith('mic')).every(([, packets]) => packets === 20),
    ).toBe(true);
  });

  it('ME23: whoever opens transports while rooms are open is told of the people in the own room first, then of the others', async () => {
    group = await startGroup();
    await openTwoRooms(group);
    const ana = group.media.get('ana');
    const before = ana?.notices.length ?? 0;
    group.direct.opensFor('ana');
    await ana?.ask({ type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES });
    await group.settle();
    const told = (ana?.notices.slice(before) ?? []).flatMap((notice) =>
      notice.type === 'consumersAdded'
        ? [notice.consumers.map(({ participantId, source }) => `${participantId} ${source}`)]
        : [],
    );
    expect(told[0]).toEqual(['ben mic', 'ben camera']);
    expect(told.slice(1).flat().sort()).toEqual(
      ['cai', 'colead', 'lead'].flatMap((id) => [`${id} camera`, `${id} mic`]),
    );
  });

  it('ME20, ME27: rooms forward to their own people only, and open without a single new consumer', async () => {
    group = await startGroup();
    const noticesBefore = new Map([...group.media].map(([id, media]) => [id, media.notices.length]));
    const [, elm = ''] = await openTwoRooms(group);
    expect([...(await sendFor(group, 50)).keys()].sort()).toEqual(pairs(['lead', 'colead'], ['ana', 'ben']));
    expect(group.media.get('ana')?.heard).toEqual(['ben camera', 'ben mic']);
    expect(group.media.get('cai')?.heard).toEqual([]);

    // A visit, and the way back.
    await group.colead.does({ type: 'visitRoom', roomId: elm });
    await group.settle();
    expect([...(await sendFor(group, 50)).keys()].sort()).toEqual(pairs(['colead', 'cai'], ['ana', 'ben']));
    await group.lead.does({ type: 'recallRooms', seconds: 0 });
    await group.settle();
    expect([...(await sendFor(group, 50)).keys()].sort()).toEqual(
      pairs(['lead', 'colead', 'ana', 'ben', 'cai']),
    );

    for (const [id, media] of group.media) {
      const since = media.notices.slice(noticesBefore.get(id)).map(({ type }) => type);
      expect(new Set(since)).toEqual(new Set(['consumersSwitched']));
    }
  });

  it('ME27: the count finds a leak that is put in on purpose', async () => {
    group = await startGroup((state) => {
      const audience = audienceOf(state);
      return {
        ...audience,
        hears: (listenerId, speakerId, source) =>
          audience.hears(listenerId, speakerId, source) ||
          (listenerId === 'cai' && speakerId === 'ana' && source === 'mic'),
      };
    });
    await openTwoRooms(group);
    const leaked = [...(await sendFor(group, 50)).keys()].filter(
      (key) => !pairs(['lead', 'colead'], ['ana', 'ben']).includes(key),
    );
    expect(leaked).toEqual(['ana>cai mic']);
    expect(group.direct.arrived.get('ana>cai mic')).toBeGreaterThan(0);
  });

  it('ME12, ME14: nothing comes from or to who is not let in, is shielded, muted, sent back or removed', async () => {
    group = await startGroup();
    const { hub, lead, clients } = group;
    const has = async (pattern: RegExp) =>
      [...(await sendFor(group, 10)).keys()].filter((key) => pattern.test(key)).sort();

    await lead.does({ type: 'mute', participantId: 'ana' });
    await group.settle();
    expect(await has(/^ana>ben/)).toEqual(['ana>ben camera']);

    await clients.get('ben')?.does({ type: 'raiseShield' });
    await group.settle();
    expect(await has(/ben/)).toEqual([]);
    await clients.get('ben')?.does({ type: 'lowerShield' });

    await lead.does({ type: 'sendToWaiting', participantId: 'cai' });
    await group.settle();
    expect(await has(/cai/)).toEqual([]);
    const media = await hub.live.mediaOf(SESSION_ID);
    expect(
      (await media?.forwarded())?.filter(
        (row) => row.toParticipant === 'cai' || row.fromParticipant === 'cai',
      ),
    ).toEqual([]);
    await lead.does({ type: 'admit', participantId: 'cai' });
    await group.settle();
    expect(await has(/^cai>ana/)).not.toEqual([]);

    await lead.does({ type: 'remove', participantId: 'cai' });
    await clients.get('cai')?.next('goodbye', ({ reason }) => reason === 'removed');
    await media?.settled();
    clients.delete('cai');
    await group.settle();
    expect(await has(/cai/)).toEqual([]);
  });
});
