import { createHmac, randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { TransportOptions } from '../../../src/protocol/media.ts';
import type { Endpoint } from '../proxy/UdpProxy.ts';

const candidatesSchema = z.array(z.looseObject({ protocol: z.string(), port: z.number() }));
const iceSchema = z.looseObject({ usernameFragment: z.string(), password: z.string() });

/** RFC 8489, 5, and the attributes of RFC 8445, 16.1. */
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const MAGIC_COOKIE = 0x2112a442;
const ATTRIBUTE = {
  username: 0x0006,
  integrity: 0x0008,
  fingerprint: 0x8028,
  priority: 0x0024,
  useCandidate: 0x0025,
  controlling: 0x802a,
};
const FINGERPRINT_XOR = 0x5354554e;
/** How often a request is repeated that is not answered, in milliseconds. */
const REPEAT_MS = 100;

/** The ICE half of a client's transport: asks the worker whether the way is open, with the right password. Its owner closes it. */
export class StunClient {
  readonly #socket: Socket;
  readonly #to: Endpoint;
  readonly #ice: z.infer<typeof iceSchema>;
  readonly #answered = new Map<string, () => void>();

  private constructor(socket: Socket, to: Endpoint, ice: z.infer<typeof iceSchema>) {
    this.#socket = socket;
    this.#to = to;
    this.#ice = ice;
    socket.on('message', (data) => {
      if (data.length < 20 || data.readUInt16BE(0) !== BINDING_SUCCESS) return;
      this.#answered.get(data.toString('hex', 8, 20))?.();
    });
    // Where the worker is gone, the kernel says so.
    socket.on('error', () => undefined);
  }

  /** @param to where the worker, or what stands before it, is reached */
  static async open(transport: TransportOptions, to: Endpoint = endpointOf(transport)): Promise<StunClient> {
    const socket = createSocket('udp4');
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    return new StunClient(socket, to, iceSchema.parse(transport.iceParameters));
  }

  /** Resolves when the worker has answered, and asks until then. @returns how often it had to be asked */
  async answered(): Promise<number> {
    let asked = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const ask = (): void => {
      const id = randomBytes(12);
      this.#answered.set(id.toString('hex'), resolve);
      this.#send(this.#request(id));
      asked += 1;
    };
    ask();
    const again = setInterval(ask, REPEAT_MS);
    try {
      await promise;
    } finally {
      clearInterval(again);
      this.#answered.clear();
    }
    return asked;
  }

  /** Sends whatever bytes, from the tuple that the worker knows. */
  sendRaw(data: Uint8Array): void {
    this.#send(data);
  }

  close(): void {
    this.#socket.close();
  }

  #send(data: Uint8Array): void {
    this.#socket.send(data, this.#to.port, this.#to.host);
  }

  #request(id: Buffer): Buffer {
    const { usernameFragment, password } = this.#ice;
    const head = Buffer.alloc(20);
    head.writeUInt16BE(BINDING_REQUEST, 0);
    head.writeUInt32BE(MAGIC_COOKIE, 4);
    id.copy(head, 8);
    let message = Buffer.concat([
      head,
      attribute(ATTRIBUTE.username, Buffer.from(`${usernameFragment}:test`)),
      attribute(ATTRIBUTE.priority, Buffer.from([0x6e, 0x7f, 0x1e, 0xff])),
      attribute(ATTRIBUTE.controlling, Buffer.alloc(8, 1)),
      attribute(ATTRIBUTE.useCandidate, Buffer.alloc(0)),
    ]);
    // Each covers what is before it, with the length as it will be with the attribute itself.
    message.writeUInt16BE(message.length - 20 + 24, 2);
    const integrity = createHmac('sha1', password).update(message).digest();
    message = Buffer.concat([message, attribute(ATTRIBUTE.integrity, integrity)]);
    message.writeUInt16BE(message.length - 20 + 8, 2);
    const fingerprint = Buffer.alloc(4);
    fingerprint.writeUInt32BE((crc32(message) ^ FINGERPRINT_XOR) >>> 0);
    return Buffer.concat([message, attribute(ATTRIBUTE.fingerprint, fingerprint)]);
  }
}

function attribute(type: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(type, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value, Buffer.alloc((4 - (value.length % 4)) % 4)]);
}

/** Where a transport takes UDP. @throws Error where it does not */
export function endpointOf({ iceCandidates }: TransportOptions): Endpoint {
  const found = candidatesSchema.parse(iceCandidates).find(({ protocol }) => protocol === 'udp');
  if (!found) throw new Error('The transport has no UDP candidate');
  return { host: '127.0.0.1', port: found.port };
}
