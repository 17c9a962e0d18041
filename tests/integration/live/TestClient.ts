import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { hubMessageSchema, PING_MS, type HubMessage, type HubMessageOf } from '../../../src/protocol/live.ts';
import type { MediaRequest } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';

/** When a message that does not come fails the test, in milliseconds: before the test's own time is over, so that it says which; a busy machine is slow. */
const WAIT_MS = 30_000;

/** Takes the message if it is the one waited for. */
type Waiter = (message: HubMessage) => boolean;

/** A bare client of the live socket: what it was told, in order, and a way to wait for what is to come. */
export class TestClient {
  readonly socket: WebSocket;
  /** Everything received, checked against the protocol's own schema. */
  readonly received: HubMessage[] = [];
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
  #unread: HubMessage[] = [];
  #waiters: Waiter[] = [];
  readonly #listeners: ((message: HubMessage) => void)[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('message', (data: Buffer) =>
      this.#take(hubMessageSchema.parse(JSON.parse(data.toString('utf8')))),
    );
    socket.on('error', () => undefined);
  }

  static async open(url: string, origin = 'app://circlewell'): Promise<TestClient> {
    const socket = new WebSocket(url, { headers: { origin } });
    const client = new TestClient(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    return client;
  }

  /** Opens the socket, says hello and waits for the snapshot. @throws Error `goodbye …` where that comes instead */
  static async enter(url: string, ticket: string): Promise<TestClient> {
    const client = await TestClient.open(url);
    client.send({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket });
    const first = await client.#nextOf(
      'snapshot',
      (message): message is HubMessageOf<'snapshot'> | HubMessageOf<'goodbye'> =>
        message.type === 'snapshot' || message.type === 'goodbye',
    );
    if (first.type === 'goodbye') throw new Error(`goodbye ${first.reason}`);
    return client;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /** Hears every message, whether it is waited for or not. */
  onMessage(listener: (message: HubMessage) => void): void {
    this.#listeners.push(listener);
  }

  /** The next message of a type that was not waited for before; those before it stay unread. */
  async next<T extends HubMessage['type']>(
    type: T,
    accepts: (message: HubMessageOf<T>) => boolean = () => true,
  ): Promise<HubMessageOf<T>> {
    const isOfType = (message: HubMessage): message is HubMessageOf<T> => message.type === type;
    return this.#nextOf(type, (message): message is HubMessageOf<T> => isOfType(message) && accepts(message));
  }

  /** Sends a command and waits for its answer. */
  async command(
    command: Command,
    id: string = randomUUID(),
  ): Promise<HubMessageOf<'accepted'> | HubMessageOf<'refused'>> {
    this.send({ type: 'command', id, command });
    return this.#answer(id, 'accepted');
  }

  /** Sends a command that must be accepted. */
  async does(command: Command): Promise<number> {
    const answer = await this.command(command);
    if (answer.type === 'refused')
      throw new Error(`${command.type} was refused: ${JSON.stringify(answer.error)}`);
    return answer.upTo;
  }

  /** Sends a media request and waits for its answer. */
  async media(
    request: MediaRequest,
    id: string = randomUUID(),
  ): Promise<HubMessageOf<'mediaReply'> | HubMessageOf<'refused'>> {
    this.send({ type: 'media', id, request });
    return this.#answer(id, 'mediaReply');
  }

  /** Waits until everything sent so far has been handled. */
  async ping(): Promise<void> {
    this.send({ type: 'ping' });
    await this.next('pong');
  }

  /** Pings as every client does, until its socket closes: a test that takes longer than a hub bears silence (LI8) loses its line else. */
  staysAlive(): void {
    const timer = setInterval(() => this.send({ type: 'ping' }), PING_MS);
    this.socket.once('close', () => clearInterval(timer));
  }

  /** The types of all events received, in order. */
  get eventTypes(): string[] {
    return this.received.flatMap((message) =>
      message.type === 'events' ? message.events.map(({ event }) => event.type) : [],
    );
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  async #answer<T extends 'accepted' | 'mediaReply'>(
    id: string,
    type: T,
  ): Promise<HubMessageOf<T> | HubMessageOf<'refused'>> {
    return this.#nextOf(
      `answer to ${id}`,
      (message): message is HubMessageOf<T> | HubMessageOf<'refused'> =>
        (message.type === type || message.type === 'refused') && message.id === id,
    );
  }

  async #nextOf<M extends HubMessage>(
    what: string,
    isMeant: (message: HubMessage) => message is M,
  ): Promise<M> {
    for (const [index, message] of this.#unread.entries()) {
      if (!isMeant(message)) continue;
      this.#unread.splice(index, 1);
      return message;
    }
    return new Promise((resolve, reject) => {
      const take = (message: HubMessage): boolean => {
        if (!isMeant(message)) return false;
        clearTimeout(timer);
        resolve(message);
        return true;
      };
      const timer = setTimeout(() => {
        this.#waiters = this.#waiters.filter((waiter) => waiter !== take);
        reject(new Error(`no ${what} came; there were: ${this.received.map(({ type }) => type).join(' ')}`));
      }, WAIT_MS);
      this.#waiters.push(take);
    });
  }

  #take(message: HubMessage): void {
    this.received.push(message);
    for (const listener of this.#listeners) listener(message);
    const waiter = this.#waiters.find((take) => take(message));
    if (waiter) this.#waiters = this.#waiters.filter((other) => other !== waiter);
    else this.#unread.push(message);
  }
}
