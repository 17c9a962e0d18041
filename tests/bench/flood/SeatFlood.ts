import { Agent, request, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import type { z } from 'zod';
import { seatReplySchema } from '../../../src/protocol/api/door.ts';
import { liveTicketReplySchema } from '../../../src/protocol/api/groups.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { floodFrames, frameOf } from './frames.ts';
import type { FloodCounts, FloodOrder } from './messages.ts';

const TICK_MS = 5;
/** More than this is not handed to the system: what nobody reads is not sent. */
const MAX_WAITING_BYTES = 256 * 1024;
const RETRY_MS = 100;

/**
 * A member's seat that says as much a second as asked. It stays as long as the hub lets it, waits for no answer, does not close when
 * it is told to, and comes back with a new ticket as soon as it gets one; every other time a tenth of what it says is invalid.
 */
export class SeatFlood {
  readonly #order: FloodOrder;
  readonly #agent: Agent;
  #isOver = false;
  #messages = 0;
  #ended = 0;
  #refusals = 0;
  #visits = 0;

  constructor(order: FloodOrder) {
    this.#order = order;
    this.#agent = new Agent({ keepAlive: true, localAddress: order.seatAddress });
  }

  get counts(): Pick<FloodCounts, 'messages' | 'seatSocketsEnded' | 'seatRefusals'> {
    return { messages: this.#messages, seatSocketsEnded: this.#ended, seatRefusals: this.#refusals };
  }

  close(): void {
    this.#isOver = true;
    this.#agent.destroy();
  }

  /** Comes through the door and floods until it is closed. @throws Error where the door itself refuses */
  async run(): Promise<void> {
    const door = await this.#post('/api/door', { token: this.#order.token }, '');
    const cookie = door.response.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const { seatId } = read(door, seatReplySchema);
    while (!this.#isOver) {
      const socket = await this.#comeIn(seatId, cookie);
      if (!socket) {
        this.#refusals += 1;
        await later(RETRY_MS);
        continue;
      }
      await this.#flood(socket);
      this.#ended += 1;
    }
  }

  async #comeIn(seatId: string, cookie: string): Promise<Duplex | null> {
    try {
      const reply = await this.#post(`/api/seats/${seatId}/live-tickets`, {}, cookie);
      return await this.#enter(read(reply, liveTicketReplySchema).ticket, cookie);
    } catch {
      // Refused, or cut off in the midst.
      return null;
    }
  }

  async #flood(socket: Duplex): Promise<void> {
    const frames = floodFrames((this.#visits += 1) % 2 === 0);
    const closed = new Promise<'closed'>((resolve) => socket.once('close', () => resolve('closed')));
    const startedAt = performance.now();
    let sent = 0;
    for (;;) {
      const due = ((performance.now() - startedAt) / 1000) * this.#order.messagesPerSecond;
      const batch: Buffer[] = [];
      for (; sent < due; sent += 1) batch.push(frames[sent % frames.length] ?? Buffer.alloc(0));
      if (socket.writableLength < MAX_WAITING_BYTES) {
        socket.write(Buffer.concat(batch));
        this.#messages += batch.length;
      }
      if (this.#isOver) return void socket.destroy();
      if ((await Promise.race([closed, later(TICK_MS)])) === 'closed') return;
    }
  }

  /** The live socket as a bare connection, for which frames can be made beforehand; null where the hub refuses it. */
  async #enter(ticket: string, cookie: string): Promise<Duplex | null> {
    const asking = request(`${this.#order.origin}/api/live`, {
      localAddress: this.#order.seatAddress,
      agent: false,
      headers: {
        ...this.#headers(cookie),
        connection: 'Upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      },
    });
    const { promise, resolve } = Promise.withResolvers<Duplex | null>();
    asking.once('upgrade', (_response, socket) => resolve(socket));
    asking.once('response', (response) => resolve((response.resume(), null)));
    asking.once('error', () => resolve(null));
    asking.end();
    const socket = await promise;
    socket?.on('error', () => undefined);
    socket?.resume();
    socket?.write(frameOf(JSON.stringify({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket })));
    return socket;
  }

  async #post(path: string, body: unknown, cookie: string): Promise<Reply> {
    const asking = request(`${this.#order.origin}${path}`, {
      method: 'POST',
      agent: this.#agent,
      localAddress: this.#order.seatAddress,
      headers: { ...this.#headers(cookie), 'content-type': 'application/json' },
    });
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    asking.once('response', resolve);
    asking.once('error', reject);
    asking.end(JSON.stringify(body));
    const response = await promise;
    let text = '';
    for await (const part of response) text += String(part);
    return { response, text };
  }

  #headers(cookie: string): Record<string, string> {
    return { origin: this.#order.origin, ...(cookie === '' ? {} : { cookie }) };
  }
}

type Reply = { readonly response: IncomingMessage; readonly text: string };

function read<T>({ response, text }: Reply, schema: z.ZodType<T>): T {
  if (response.statusCode !== 200) throw new Error(`The hub answered ${response.statusCode}: ${text}`);
  return schema.parse(JSON.parse(text));
}
