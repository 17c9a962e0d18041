import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MEDIA_RATES } from '../../../src/hub/media/MediaLimits.ts';
import { createRelayPasses } from '../../../src/hub/media/relayPasses.ts';
import type { MediaNotice, MediaRequest, MediaSource } from '../../../src/protocol/media.ts';
import { mediaReplySchemas } from '../../../src/protocol/media.ts';
import { ARRIVE, member, SESSION_ID, startLiveHub, type LiveHub } from '../live/liveHub.ts';
import { MemoryLog } from '../live/MemoryLog.ts';
import type { TestClient } from '../live/TestClient.ts';
import { produceRequest, RTP_CAPABILITIES } from './directMedia.ts';
import { MediaClient } from './MediaClient.ts';

const OPEN: MediaRequest = { type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES };
const DTLS = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array.from({ length: 32 }, () => 'AB').join(':') }],
};

describe('media signalling on real WebRTC transports', () => {
  let hub: LiveHub;
  let lead: TestClient;
  beforeEach(async () => {
    hub = await startLiveHub(new MemoryLog());
    lead = await hub.startSession();
  });
  afterEach(async () => hub.close());

  const ask = async (client: TestClient, request: MediaRequest) => {
    const answer = await client.media(request);
    return answer.type === 'refused' ? answer.error.kind : 'ok';
  };

  it('ME10: opens both transports with UDP and TCP candidates, and anew on request', async () => {
    const first = await lead.media(OPEN);
    const reply = mediaReplySchemas.openTransports.parse(first.type === 'mediaReply' ? first.reply : null);
    const candidates = z
      .array(z.looseObject({ protocol: z.string(), port: z.number() }))
      .parse(reply.recv.iceCandidates);
    expect(candidates.map(({ protocol }) => protocol).sort()).toEqual(['tcp', 'udp']);
    expect(reply.send.id).not.toBe(reply.recv.id);
    await lead.media(produceRequest('mic'));
    const second = await lead.media(OPEN);
    const again = mediaReplySchemas.openTransports.parse(second.type === 'mediaReply' ? second.reply : null);
    expect(again.send.id).not.toBe(reply.send.id);
  });

  it('HO11: gives each client relays of its own, and none where there is no relay', async () => {
    const turn = { urls: ['turns:turn.example.org'], secret: 'a secret of the relay' };
    const relayed = await startLiveHub(new MemoryLog(), { relayPasses: createRelayPasses(turn, Date.now) });
    const relaysOf = async (client: TestClient) => {
      const opened = await client.media(OPEN);
      return mediaReplySchemas.openTransports.parse(opened.type === 'mediaReply' ? opened.reply : null)
        .iceServers;
    };
    const first = await relayed.startSession();
    const second = await relayed.admit(first, 'ana');
    const relays = [...(await relaysOf(first)), ...(await relaysOf(second))];
    expect(relays.map(({ urls }) => urls)).toEqual([turn.urls, turn.urls]);
    expect(new Set(relays.map(({ username }) => username)).size).toBe(2);
    await relayed.close();
    expect(await relaysOf(lead)).toEqual([]);
  });

  it.each(['0.0.0.0', '::'])('ME3: a hub on %s gives candidates that can be reached', async (listenIp) => {
    const config = { workerCount: 1, listenIp, mediaPort: 0, allowedOrigins: [] };
    const wide = await startLiveHub(new MemoryLog(), { config });
    const opened = await (await wide.startSession()).media(OPEN);
    const reply = mediaReplySchemas.openTransports.parse(opened.type === 'mediaReply' ? opened.reply : null);
    const addresses = z.array(z.looseObject({ address: z.string() })).parse(reply.recv.iceCandidates);
    expect(addresses.map(({ address }) => address)).toContain('127.0.0.1');
    for (const { address } of addresses) expect(['0.0.0.0', '::']).not.toContain(address);
    await wide.close();
  });

  it('ME10: a repeated connectTransport is harmless; ICE can be restarted', async () => {
    await lead.media(OPEN);
    const connect: MediaRequest = { type: 'connectTransport', direction: 'send', dtlsParameters: DTLS };
    expect(await ask(lead, connect)).toBe('ok');
    expect(await ask(lead, connect)).toBe('ok');
    const answer = await lead.media({ type: 'restartIce', direction: 'send' });
    expect(
      mediaReplySchemas.restartIce.safeParse(answer.type === 'mediaReply' ? answer.reply : null).success,
    ).toBe(true);
  });

  const sources: MediaSource[] = ['mic', 'camera', 'screen', 'screenAudio'];
  for (const source of sources) {
    it(`ME11: a ${source} of the other kind is forbidden, whatever its label says`, async () => {
      await lead.media(OPEN);
      await lead.does({ type: 'startShare', hasSound: true });
      const honest = produceRequest(source);
      const other = produceRequest(honest.kind === 'audio' ? 'camera' : 'mic');
      expect(await ask(lead, { ...other, source })).toBe('forbidden');
      // A kind that fits the label but not the parameters is mediasoup's to refuse.
      expect(await ask(lead, { ...honest, rtpParameters: other.rtpParameters })).toBe('invalid');
      expect(await ask(lead, honest)).toBe('ok');
    });
  }

  it('ME11: a screen is taken only from who shares, its sound only if shared with sound', async () => {
    const ana = await hub.admit(lead, 'ana');
    await ana.media(OPEN);
    expect(await ask(ana, produceRequest('screen'))).toBe('forbidden');
    await lead.media(OPEN);
    expect(await ask(lead, produceRequest('screen'))).toBe('forbidden');
    await lead.does({ type: 'startShare', hasSound: false });
    expect(await ask(lead, produceRequest('screen'))).toBe('ok');
    expect(await ask(lead, produceRequest('screenAudio'))).toBe('forbidden');
  });

  it('ME11: bad parameters are invalid, and the session goes on', async () => {
    const produce = produceRequest('camera');
    const bad: MediaRequest[] = [
      { type: 'openTransports', rtpCapabilities: { codecs: 'none' } },
      { type: 'openTransports', rtpCapabilities: { codecs: [{ kind: 'audio' }] } },
    ];
    for (const request of bad) expect(await ask(lead, request)).toBe('invalid');
    expect(await ask(lead, produce)).toBe('not_found');
    await lead.media(OPEN);
    const worse: MediaRequest[] = [
      { ...produce, rtpParameters: {} },
      { ...produce, rtpParameters: { ...produce.rtpParameters, encodings: [] } },
      {
        ...produce,
        rtpParameters: {
          ...produce.rtpParameters,
          encodings: Array.from({ length: 40 }, (_, ssrc) => ({ ssrc: 5 + ssrc })),
        },
      },
      { ...produce, rtpParameters: { ...produce.rtpParameters, encodings: [{ ssrc: -1 }] } },
      {
        ...produce,
        rtpParameters: { ...produce.rtpParameters, headerExtensions: [{ uri: 'urn:x', id: 0 }] },
      },
      { ...produce, rtpParameters: { ...produce.rtpParameters, encodings: [{ rid: 'r'.repeat(1024) }] } },
      { type: 'connectTransport', direction: 'recv', dtlsParameters: { fingerprints: [] } },
      {
        type: 'connectTransport',
        direction: 'recv',
        dtlsParameters: { fingerprints: [{ algorithm: 'md5', value: 'AB' }] },
      },
      { type: 'connectTransport', direction: 'recv', dtlsParameters: { ...DTLS, role: 'king' } },
    ];
    const outcomes = [];
    for (const request of worse) outcomes.push(await ask(lead, request));
    // An odd rid or extension is mediasoup's to judge; what counts is that none is fatal.
    expect(outcomes.filter((outcome) => outcome !== 'invalid' && outcome !== 'ok')).toEqual([]);
    expect(outcomes.slice(0, 4)).toEqual(['invalid', 'invalid', 'invalid', 'invalid']);
    expect(outcomes.slice(6)).toEqual(['invalid', 'invalid', 'invalid']);
    expect(await ask(lead, produce)).toBe('ok');
    expect(hub.live.workerPids()).toHaveLength(1);
  });

  it('ME11: consumers of others cannot be reached', async () => {
    const ana = await hub.admit(lead, 'ana');
    const [of, other] = [await MediaClient.open(lead), await MediaClient.open(ana)];
    await of.client.ping();
    await (await hub.live.mediaOf(SESSION_ID))?.settled();
    await other.client.ping();
    const [mine = ''] = [...of.consumers.keys()];
    expect(mine).not.toBe('');
    expect(await ask(ana, { type: 'requestKeyFrame', consumerId: mine })).toBe('not_found');
    expect(await ask(ana, { type: 'setPreferredLayers', consumerId: mine, spatialLayer: 0 })).toBe(
      'not_found',
    );
    expect(await ask(lead, { type: 'setPreferredLayers', consumerId: mine, spatialLayer: 0 })).toBe('ok');
    expect(await ask(lead, { type: 'requestKeyFrame', consumerId: mine })).toBe('ok');
  });

  it('ME12, ME23: who waits at the door is ready, and is told everything in one batch when let in', async () => {
    const leadMedia = await MediaClient.open(lead);
    const ana = await hub.enter(member('ana'));
    const anaMedia = await MediaClient.open(ana);
    await ana.does(ARRIVE);
    await ana.ping();
    await (await hub.live.mediaOf(SESSION_ID))?.settled();
    expect(anaMedia.notices).toEqual([]);
    expect(leadMedia.notices).toEqual([]);
    await lead.does({ type: 'admit', participantId: 'ana' });
    await ana.next('mediaNotice', ({ notice }) => notice.type === 'consumersAdded');
    await lead.next('mediaNotice', ({ notice }) => notice.type === 'consumersAdded');
    for (const media of [anaMedia, leadMedia]) {
      expect(media.notices.map(({ type }) => type)).toEqual(['consumersAdded']);
      expect([...media.consumers.values()].map(({ source }) => source)).toEqual(['mic', 'camera']);
    }
  });

  it('ME16: opens and makes so much at once, over all sockets of a participant, and no more', async () => {
    const ana = await hub.admit(lead, 'ana');
    const untilRefused = async (client: TestClient, request: MediaRequest) => {
      let allowed = 0;
      while ((await ask(client, request)) === 'ok') allowed += 1;
      return allowed;
    };
    const { transports, producers } = MEDIA_RATES;
    const opened = await untilRefused(ana, OPEN);
    expect(opened).toBeGreaterThanOrEqual(transports.burst);
    expect(opened).toBeLessThan(transports.burst + 8);
    const closed = await untilRefused(ana, { type: 'closeProducer', source: 'mic' });
    expect(closed).toBeGreaterThanOrEqual(producers.burst);
    expect(closed).toBeLessThan(2 * producers.burst);
    expect(await ask(lead, OPEN)).toBe('ok');
    const again = await hub.enter(member('ana'));
    expect(await untilRefused(again, OPEN)).toBeLessThan(5);
  });

  it('ME13: a new socket takes its transports up again and is told all there is', async () => {
    await MediaClient.open(lead);
    const ana = await hub.admit(lead, 'ana');
    const anaMedia = await MediaClient.open(ana);
    await settled();
    const before = [...anaMedia.consumers.keys()].sort();
    expect(before).toHaveLength(2);
    ana.socket.terminate();
    await lead.next('events', ({ events }) => events.some(({ event }) => event.type === 'connectionLost'));
    await lead.does({ type: 'setMic', isOn: false });

    const back = await hub.enter(member('ana'));
    const notices: MediaNotice[] = [];
    back.onMessage((message) => message.type === 'mediaNotice' && notices.push(message.notice));
    expect(await ask(back, { type: 'restartIce', direction: 'send' })).toBe('ok');
    expect(notices).toEqual([]);
    expect(await ask(back, { type: 'restartIce', direction: 'recv' })).toBe('ok');
    const added = notices.find((notice) => notice.type === 'consumersAdded');
    expect(
      added?.type === 'consumersAdded' && added.consumers.map(({ consumerId }) => consumerId).sort(),
    ).toEqual(before);
    const switched = notices.find((notice) => notice.type === 'consumersSwitched');
    expect(
      switched?.type === 'consumersSwitched' && [switched.resumed.length, switched.paused.length],
    ).toEqual([1, 1]);
  });

  it('ME13: a page that was loaded anew is not told of the old page’s consumers', async () => {
    await MediaClient.open(lead);
    const ana = await hub.admit(lead, 'ana');
    await MediaClient.open(ana);
    await settled();
    const second = await hub.enter(member('ana'));
    await ana.next('goodbye', ({ reason }) => reason === 'takenOver');
    await lead.does({ type: 'setMic', isOn: false });
    await second.ping();
    expect(second.received.filter(({ type }) => type === 'mediaNotice')).toEqual([]);
    const media = await MediaClient.open(second);
    await settled();
    await second.ping();
    expect(media.heard).toEqual(['lead camera']);
  });

  it('ME13: without transports there is nothing to take up', async () => {
    expect(await ask(lead, { type: 'restartIce', direction: 'recv' })).toBe('not_found');
    const answer = await lead.media({ type: 'consumerReady', consumerIds: [randomUUID()] });
    expect(answer.type).toBe('refused');
  });

  async function settled(): Promise<void> {
    const media = await hub.live.mediaOf(SESSION_ID);
    for (let round = 0; round < 3; round += 1) {
      await media?.settled();
      await lead.ping();
    }
  }
});
