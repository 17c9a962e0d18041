import { randomUUID } from 'node:crypto';
import type { ClientMessage } from '../../../src/protocol/live.ts';
import type { MediaRequest } from '../../../src/protocol/media.ts';

/** A text frame from a client, masked with nothing (RFC 6455, 5.2). @throws RangeError where it would need a longer header */
export function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length > 0xff_ff) throw new RangeError('The text is too long');
  const length = payload.length < 126 ? [payload.length] : [126, payload.length >> 8, payload.length & 0xff];
  const [first = 0, ...more] = length;
  return Buffer.concat([Buffer.from([0x81, 0x80 | first, ...more, 0, 0, 0, 0]), payload]);
}

const POOL = 400;

const CLOSE: MediaRequest = { type: 'closeProducer', source: 'mic' };
/** What costs the worker something: transports that are opened anew, and a microphone that is made and closed. */
const MEDIA: readonly MediaRequest[] = [
  { type: 'openTransports', rtpCapabilities: { codecs: [], headerExtensions: [] } },
  {
    type: 'produce',
    source: 'mic',
    kind: 'audio',
    rtpParameters: {
      codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 }],
      encodings: [{ ssrc: 1_001 }],
      rtcp: { cname: 'flood' },
    },
  },
  CLOSE,
];

/** Frames made beforehand, so that sending costs next to nothing: what a member may say, and where wanted one in ten that nobody may. */
export function floodFrames(hasInvalid: boolean): readonly Buffer[] {
  return Array.from({ length: POOL }, (_, index) => {
    if (hasInvalid && index % 10 === 9) return frameOf(`{"type":"command","id":"${index}","command":{}}`);
    const id = randomUUID();
    const messages: readonly ClientMessage[] = [
      { type: 'ping' },
      { type: 'command', id, command: { type: index % 8 < 4 ? 'raiseHand' : 'lowerHand' } },
      { type: 'quality', rttMs: 20, lossRatio: 0 },
      { type: 'command', id, command: { type: 'sendChat', target: { to: 'room' }, text: `Flood ${index}` } },
      { type: 'media', id, request: MEDIA[Math.floor(index / 5) % MEDIA.length] ?? CLOSE },
    ];
    return frameOf(JSON.stringify(messages[index % messages.length]));
  });
}
