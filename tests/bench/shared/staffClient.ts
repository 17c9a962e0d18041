import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket, type RawData } from 'ws';
import type { z } from 'zod';
import {
  liveTicketReplySchema,
  memberLinkReplySchema,
  sessionReplySchema,
  todayReplySchema,
} from '../../../src/protocol/api/groups.ts';
import {
  PING_MS,
  hubMessageSchema,
  type ClientMessage,
  type HubMessage,
} from '../../../src/protocol/live.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { SessionEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { SampleProgram } from '../../support/sampleHub.ts';

/** A facilitator without a screen, so that leading a session costs a benchmark nothing: HTTP and the live socket, no media. */
export class StaffClient {
  readonly #origin: string;
  readonly #cookie: string;
  readonly #groupId: string;
  readonly #answers = new Map<string, (message: HubMessage) => void>();
  /** name → participant id, and room name → room id. */
  readonly #people = new Map<string, string>();
  readonly #rooms = new Map<string, string>();
  #socket: WebSocket | null = null;
  #state: SessionState | null = null;

  private constructor(origin: string, cookie: string, groupId: string) {
    this.#origin = origin;
    this.#cookie = cookie;
    this.#groupId = groupId;
  }

  /** Signs in as one of the sample's staff. */
  static async signIn(
    { consoleUrl, sample }: SampleProgram,
    role: 'lead' | 'coFacilitator' = 'lead',
  ): Promise<StaffClient> {
    const { origin } = new URL(consoleUrl);
    const account = sample.staff.find((one) => one.role === role);
    if (!account) throw new Error(`The sample has no ${role}`);
    const response = await fetch(`${origin}/api/sign-in`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
      body: JSON.stringify({ accountName: account.name, passphrase: account.passphrase }),
    });
    const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
    if (!response.ok || cookie === undefined)
      throw new Error(`${role} could not sign in: ${response.status}`);
    return new StaffClient(origin, cookie, sample.groupId);
  }

  /** Adds a member to the group and gives their link. */
  async addMember(displayName: string): Promise<string> {
    const path = `/api/groups/${this.#groupId}/members`;
    return (await this.#ask('POST', path, memberLinkReplySchema, { displayName, language: 'en' })).url;
  }

  /** Enters today's session and opens its waiting room. */
  async openSession(): Promise<void> {
    const { sessions } = await this.#ask('GET', '/api/today', todayReplySchema);
    const planned = sessions.find(({ groupId, status }) => groupId === this.#groupId && status !== 'ended');
    const body = { groupId: this.#groupId };
    const { id } = planned ?? (await this.#ask('POST', '/api/sessions', sessionReplySchema, body)).session;
    const { ticket } = await this.#ask('POST', `/api/sessions/${id}/live-tickets`, liveTicketReplySchema, {});
    const socket = new WebSocket(`${this.#origin.replace('http', 'ws')}/api/live`, { origin: this.#origin });
    this.#socket = socket;
    await once(socket, 'open');
    const snapshot = new Promise<void>((resolve, reject) => {
      socket.on('message', (data) => {
        const message = hubMessageSchema.parse(JSON.parse(textOf(data)));
        if (message.type === 'snapshot') {
          this.#state = message.state;
          for (const { id, name } of Object.values(message.state.participants)) this.#people.set(name, id);
          resolve();
        }
        if (message.type === 'events') for (const { event } of message.events) this.#note(event);
        if (message.type === 'accepted' || message.type === 'refused') {
          this.#answers.get(message.id)?.(message);
          this.#answers.delete(message.id);
        }
      });
      socket.once('close', () => reject(new Error('The hub closed the socket')));
    });
    this.#say({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket });
    await snapshot;
    const heartbeat = setInterval(() => this.#say({ type: 'ping' }), PING_MS);
    socket.once('close', () => clearInterval(heartbeat));
    if (this.#state?.status === 'scheduled') await this.command({ type: 'openWaitingRoom' });
    await this.command({ type: 'arrive', isMicOn: false, isCameraOn: false });
  }

  /** Makes a room for each list of names and places them in it. */
  async arrangeRooms(rooms: readonly (readonly string[])[]): Promise<void> {
    for (const [index, names] of rooms.entries()) {
      const name = `Room ${index + 1}`;
      await this.command({ type: 'addRoom', name });
      for (const person of names) {
        const participantId = this.#people.get(person);
        const roomId = this.#rooms.get(name);
        if (participantId === undefined || roomId === undefined)
          throw new Error(`${person} cannot be placed in ${name}`);
        await this.command({ type: 'assign', participantId, roomId });
      }
    }
  }

  /** Sends a command, and gives the number of its last event. @throws Error where the hub refuses it */
  async command(command: Command): Promise<number> {
    const id = randomUUID();
    const answer = new Promise<HubMessage>((resolve) => this.#answers.set(id, resolve));
    this.#say({ type: 'command', id, command });
    const message = await answer;
    if (message.type !== 'accepted')
      throw new Error(`${command.type} was refused: ${JSON.stringify(message)}`);
    return message.upTo;
  }

  close(): void {
    this.#socket?.close();
  }

  #note(event: SessionEvent): void {
    if (event.type === 'participantArrived') this.#people.set(event.name, event.participantId);
    if (event.type === 'roomAdded') this.#rooms.set(event.room.name, event.room.id);
  }

  #say(message: ClientMessage): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  async #ask<T>(method: 'GET' | 'POST', path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#origin}${path}`, {
      method,
      headers: { origin: this.#origin, cookie: this.#cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return schema.parse(await response.json());
  }
}

/** A frame as ws hands it over. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString();
}
