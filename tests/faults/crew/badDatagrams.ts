import type { Random } from '../../sim/core/Random.ts';

/** First bytes by which a receiver on one port tells what comes (RFC 7983). */
const KINDS = [
  { name: 'STUN', from: 0, to: 3 },
  { name: 'DTLS', from: 20, to: 63 },
  { name: 'RTP and RTCP', from: 128, to: 191 },
  { name: 'nothing known', from: 192, to: 255 },
] as const;
const MOST_BYTES = 1_500;

/** A datagram that is of a kind by its first byte, and of whatever else by the rest. */
function noise(random: Random): Buffer {
  const { from, to } = random.pick(KINDS);
  const bytes = Buffer.from(Array.from({ length: random.delay(0, MOST_BYTES) }, () => random.int(0, 255)));
  if (bytes.length > 0) bytes[0] = random.int(from, to);
  return bytes;
}

/** A STUN message whose attributes lie about their length. */
function lyingStun(random: Random): Buffer {
  const body = Buffer.alloc(random.int(0, 60) * 4);
  for (let at = 0; at + 4 <= body.length; at += 4 * random.int(1, 5)) {
    body.writeUInt16BE(random.pick([0x0006, 0x0008, 0x0020, 0x0024, 0x0025, 0x8028, 0x802a, 0xffff]), at);
    body.writeUInt16BE(random.pick([0, 1, 3, 4, 20, 255, 65_535]), at + 2);
  }
  const head = Buffer.alloc(20);
  head.writeUInt16BE(random.pick([0x0001, 0x0101, 0x0111, 0x0011]), 0);
  head.writeUInt16BE(random.chance(0.8) ? body.length : random.int(0, 65_535), 2);
  head.writeUInt32BE(0x2112a442, 4);
  return Buffer.concat([head, body]);
}

/** A compound of RTCP, or RTP with extensions, that says more is to come than comes. */
function lyingRtp(random: Random): Buffer {
  const bytes = noise(random);
  if (bytes.length < 12) return bytes;
  bytes[0] = 0x80 | random.int(0, 0x3f);
  bytes[1] = random.chance(0.5) ? random.int(192, 223) : random.int(0, 255);
  bytes.writeUInt16BE(random.pick([0, 1, 2, 0x7fff, 0xffff]), 2);
  return bytes;
}

/** A DTLS 1.2 ClientHello that offers no cipher but NULL (RFC 6347, 4.2; RFC 5246, A.5). */
export function nullCipherHello(): Buffer {
  // The suites NULL_WITH_NULL_NULL, RSA_WITH_NULL_SHA, ECDHE_RSA_WITH_NULL_SHA.
  return clientHello([0x0000, 0x0002, 0xc010], Buffer.alloc(0));
}

/** A ClientHello as a browser's is, with which a handshake begins: whoever sends it first is answered (RFC 5764, 4.1; RFC 8422; RFC 7627). */
export function browsersHello(): Buffer {
  const extensions = [
    [0x000a, '001d00170018', 2],
    [0x000b, '00', 1],
    [0x000d, '0403050308040401', 2],
    // SRTP_AES128_CM_HMAC_SHA1_80 and SRTP_AEAD_AES_128_GCM, no MKI.
    [0x000e, '00040001000700', 0],
    [0x0017, '', 0],
  ] as const;
  return clientHello(
    [0xc02b, 0xc02f, 0xc00a, 0xc014],
    Buffer.concat(
      extensions.map(([type, hex, lengthBytes]) => {
        const value = Buffer.from(hex, 'hex');
        const body = lengthBytes === 0 ? value : Buffer.concat([lengthOf(value, lengthBytes), value]);
        return Buffer.concat([number16(type), number16(body.length), body]);
      }),
    ),
  );
}

const number16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const lengthOf = (value: Buffer, bytes: 1 | 2): Buffer =>
  bytes === 1 ? Buffer.from([value.length]) : number16(value.length);

/** No session, no cookie, no compression; one record that is not split. */
function clientHello(suites: readonly number[], extensions: Buffer): Buffer {
  const hello = Buffer.concat([
    Buffer.from([0xfe, 0xfd]),
    Buffer.alloc(32, 7),
    Buffer.from([0, 0]),
    number16(2 * suites.length),
    ...suites.map(number16),
    Buffer.from([1, 0]),
    ...(extensions.length === 0 ? [] : [number16(extensions.length), extensions]),
  ]);
  const handshake = Buffer.concat([
    Buffer.from([1, 0]),
    number16(hello.length),
    Buffer.from([0, 0, 0, 0, 0, 0]),
    number16(hello.length),
    hello,
  ]);
  const record = Buffer.alloc(13);
  record.set([22, 0xfe, 0xfd]);
  record.writeUInt16BE(handshake.length, 11);
  return Buffer.concat([record, handshake]);
}

/** What somebody might send to a media port who means no good, or whose machine is broken. */
export function badDatagram(random: Random): Buffer {
  return random.pick([noise, lyingStun, lyingRtp, nullCipherHello, browsersHello])(random);
}
