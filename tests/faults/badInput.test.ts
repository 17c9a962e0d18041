import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { MediaRequest } from '../../src/protocol/media.ts';
import { produceRequest, RTP_CAPABILITIES } from '../integration/media/directMedia.ts';
import { ARRIVE, member, SESSION_ID, startLiveHub, type LiveHub } from '../integration/live/liveHub.ts';
import { MemoryLog } from '../integration/live/MemoryLog.ts';
import type { TestClient } from '../integration/live/TestClient.ts';

/** Below the tenth, which ends the socket (LI5). */
const BAD_PER_SOCKET = 8;

describe('bad input on the live socket', () => {
  let log: MemoryLog;
  let hub: LiveHub;
  let lead: TestClient;
  beforeEach(async () => {
    log = new MemoryLog();
    hub = await startLiveHub(log);
    lead = await hub.startSession();
  });
  afterEach(async () => hub.close());

  const seqs = async (): Promise<number[]> => (await log.read(SESSION_ID)).map(({ seq }) => seq);

  it('FA50: whatever text comes, each is answered, nothing is done, and the session goes on', async () => {
    const before = await seqs();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), nearlyAMessage), {
          minLength: BAD_PER_SOCKET,
          maxLength: BAD_PER_SOCKET,
        }),
        async (frames) => {
          const ana = await hub.enter(member('ana'));
          for (const frame of frames) ana.send(frame);
          await ana.ping();
          const answers = ana.received.filter(({ type }) => type === 'problem' || type === 'refused');
          expect(answers).toHaveLength(frames.length);
          await ana.close();
        },
      ),
      { numRuns: 25 },
    );
    expect(await seqs()).toEqual(before);
    await lead.does({ type: 'raiseHand' });
  });

  it('FA51: an id of another session, or of nobody, does nothing in any command', async () => {
    await lead.does({ type: 'addRoom', name: 'Oak' });
    const before = await seqs();
    const commands = (id: string) => [
      { type: 'admit', participantId: id },
      { type: 'remove', participantId: id },
      { type: 'letBackIn', participantId: id },
      { type: 'sendToWaiting', participantId: id },
      { type: 'mute', participantId: id },
      { type: 'askToUnmute', participantId: id },
      { type: 'stopCamera', participantId: id },
      { type: 'spotlight', participantId: id },
      { type: 'takeHelp', participantId: id },
      { type: 'assign', participantId: id, roomId: 'main' },
      { type: 'assign', participantId: 'lead', roomId: id },
      { type: 'moveToRoom', participantId: id, roomId: 'main' },
      { type: 'visitRoom', roomId: id },
      { type: 'renameRoom', roomId: id, name: 'Elm' },
      { type: 'showSlide', deckId: id, index: 0 },
      { type: 'sendChat', target: { to: 'person', participantId: id }, text: 'x' },
    ];
    const anyId = fc.oneof(fc.uuid(), fc.string({ minLength: 1, maxLength: 64 }), fc.constant('session-2'));
    await fc.assert(
      fc.asyncProperty(anyId, async (id) => {
        for (const command of commands(id)) {
          const requestId = crypto.randomUUID();
          lead.send({ type: 'command', id: requestId, command });
          const { error } = await lead.next('refused', (message) => message.id === requestId);
          expect(['invalid', 'not_found', 'conflict', 'forbidden']).toContain(error.kind);
        }
      }),
      { numRuns: 4 },
    );
    expect(await seqs()).toEqual(before);
  });

  it.each([
    ['beyond what a double holds', '9007199254740993'],
    ['beyond all', '1e400'],
    ['broken', '0.5'],
    ['below zero', '-1'],
    ['NaN', 'NaN'],
    ['text', '"1"'],
  ])('FA52: a number that is %s is invalid', async (_what, number) => {
    const id = crypto.randomUUID();
    lead.send(`{"type":"command","id":"${id}","command":{"type":"openRooms","minutes":${number}}}`);
    const answer = await Promise.race([lead.next('refused'), lead.next('problem')]);
    expect(answer.error.kind).toBe('invalid');
  });

  it('FA52: of a key that comes twice the last counts, as everywhere in JSON, and -0 is 0', async () => {
    const id = crypto.randomUUID();
    lead.send(
      `{"type":"ping","type":"command","id":"${id}","command":{"type":"startBlock","index":7,"index":-0}}`,
    );
    const answer = await lead.next('accepted', (message) => message.id === id);
    expect(answer.upTo).toBeGreaterThan(0);
  });

  it('FA53: before the door, in the waiting room and after leaving a member does nothing in the room', async () => {
    const doings = [
      { type: 'raiseHand' },
      { type: 'startShare', hasSound: false },
      { type: 'sendChat', target: { to: 'room' }, text: 'hello' },
    ] as const;
    const ana = await hub.enter(member('ana'));
    const expectRefused = async (): Promise<void> => {
      const before = await seqs();
      for (const command of doings) expect((await ana.command(command)).type).toBe('refused');
      expect(await seqs()).toEqual(before);
    };
    await expectRefused();
    await ana.does(ARRIVE);
    await expectRefused();
    await lead.does({ type: 'admit', participantId: 'ana' });
    await ana.does({ type: 'raiseHand' });
    await ana.does({ type: 'leave' });
    await expectRefused();
  });

  it('FA54: parameters of media that nobody’s browser makes are answered, and the worker lives', async () => {
    const outcome = async (request: MediaRequest): Promise<string> => {
      const answer = await lead.media(request);
      return answer.type === 'refused' ? answer.error.kind : 'ok';
    };
    const camera = produceRequest('camera');
    const [codec] = z.array(z.unknown()).parse(camera.rtpParameters['codecs']);
    // So many that they still fit into a message (LI6).
    const hundreds = Array.from({ length: 400 }, () => codec);
    const extension = (id: number) => [
      { uri: 'urn:ietf:params:rtp-hdrext:sdes:mid', id, encrypt: false, parameters: {} },
    ];
    const withParameters = (parameters: object): MediaRequest => ({
      ...camera,
      rtpParameters: { ...camera.rtpParameters, ...parameters },
    });
    const capabilities = { codecs: hundreds, headerExtensions: [] };
    const asked = await outcome({ type: 'openTransports', rtpCapabilities: capabilities });
    expect(['invalid', 'ok']).toContain(asked);
    expect(await outcome({ type: 'openTransports', rtpCapabilities: RTP_CAPABILITIES })).toBe('ok');
    const strange = [
      { codecs: hundreds },
      { codecs: [] },
      { headerExtensions: extension(0) },
      { headerExtensions: extension(15) },
      { headerExtensions: extension(1e9) },
      { encodings: [{ ssrc: 1 }, { ssrc: 1 }] },
      { encodings: [{ rid: 'r'.repeat(1_024) }] },
      { mid: 'm'.repeat(10_000) },
      { rtcp: { cname: '\u0000'.repeat(1_000) } },
    ];
    for (const parameters of strange) {
      const kind = await outcome(withParameters(parameters));
      expect(['invalid', 'ok', 'conflict']).toContain(kind);
      if (kind === 'ok') await outcome({ type: 'closeProducer', source: 'camera' });
    }
    // Two streams of one sender under one number: the second is refused, the first goes on.
    const mic = produceRequest('mic');
    expect(await outcome(mic)).toBe('ok');
    expect(await outcome(withParameters({ encodings: mic.rtpParameters['encodings'] }))).not.toBe('internal');
    expect(hub.live.workerPids()).toHaveLength(1);
    await lead.does({ type: 'raiseHand' });
  });
});

/** A message of a known type whose parts are of whatever kind. */
const nearlyAMessage = fc
  .tuple(
    fc.constantFrom('command', 'media', 'quality', 'ping', 'events', 'snapshot'),
    fc.dictionary(fc.constantFrom('command', 'request', 'rttMs', 'lossRatio', 'x'), fc.jsonValue(), {
      minKeys: 1,
    }),
  )
  .map(([type, rest]) => JSON.stringify({ type, ...rest }));
