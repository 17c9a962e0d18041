import { expect } from 'vitest';
import { z } from 'zod';
import {
  createConnection,
  type Connection,
  type PushedMessage,
} from '../../../renderer/live/connection/connection.ts';
import type { LinkState } from '../../../renderer/live/contract.ts';
import { createSystemClock, type LiveClock } from '../../../renderer/live/clock.ts';
import { createSessionMirror } from '../../../renderer/live/sessionMirror.ts';
import { askHub } from '../../../renderer/member/askHub.ts';
import { createDoorApi } from '../../../renderer/member/doorApi.ts';
import { evolve } from '../../../src/domain/session/evolve.ts';
import { liveTicketReplySchema, todayReplySchema } from '../../../src/protocol/api/groups.ts';
import type { MediaNotice } from '../../../src/protocol/media.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { Random } from '../../sim/core/Random.ts';
import { createNodeDoor, openNodeSocket, type NodeDoor } from '../../support/nodeDoor.ts';
import type { FaultHub } from './FaultHub.ts';

export type PersonOptions = {
  /** Where the person reaches the hub: a proxy's origin, or the hub's own. */
  readonly through?: string;
  readonly clock?: LiveClock;
  /** What the waits before new tries are drawn from: people who are cut together have different ones. */
  readonly seed?: number;
};

/** Somebody in the session without a screen: the product's own connection and mirror over a real socket. Its owner closes it. */
export class Person {
  readonly connection: Connection;
  readonly #mirror = createSessionMirror(evolve);
  /** How the link stood, one after the other. */
  readonly links: LinkState['state'][] = ['connecting'];
  readonly notices: MediaNotice[] = [];
  /** What was logged, as far as it was told of. */
  readonly events: LoggedEvent[] = [];
  /** The hub's clock less this machine's, as last measured. */
  hubOffsetMs = 0;
  readonly #random: Random;
  #hearsNotice: (notice: MediaNotice) => void = () => undefined;

  private constructor(
    door: NodeDoor,
    fetchTicket: (signal: AbortSignal) => Promise<string>,
    { clock = createSystemClock(), seed = 1 }: PersonOptions,
  ) {
    this.#random = new Random(seed);
    this.connection = createConnection({
      url: `${door.origin.replace('http', 'ws')}/api/live`,
      fetchTicket,
      openSocket: openNodeSocket,
      onWakeUp: () => () => undefined,
      clock,
      random: () => this.#random.next(),
      newId: () => crypto.randomUUID(),
      onLink: ({ state }) => this.links.push(state),
      onMessage: (message) => this.#hear(message),
      onBack: () => undefined,
      onHubTime: (hubTime) => {
        this.hubOffsetMs = hubTime - clock.now();
      },
    });
  }

  /** The lead, who signs in and comes into the session that goes on, or is next. */
  static async lead(hub: FaultHub): Promise<Person> {
    const door = createNodeDoor(hub.origin);
    const account = hub.sample.staff.find(({ role }) => role === 'lead');
    if (!account) throw new Error('The sample has no lead');
    const body = JSON.stringify({ accountName: account.name, passphrase: account.passphrase });
    await askHub(door.fetch, '/api/sign-in', z.unknown(), { method: 'POST', body });
    const { sessions } = await askHub(door.fetch, '/api/today', todayReplySchema, { method: 'GET' });
    const { id } = sessions.find(({ status }) => status !== 'ended') ?? { id: 'none' };
    const tickets = `/api/sessions/${id}/live-tickets`;
    const fetchTicket = async (signal: AbortSignal): Promise<string> =>
      (await askHub(door.fetch, tickets, liveTicketReplySchema, { method: 'POST', body: '{}', signal }))
        .ticket;
    return arrived(new Person(door, fetchTicket, {}));
  }

  /** One of the sample's members, by the personal link. */
  static async member(hub: FaultHub, index: number, options: PersonOptions = {}): Promise<Person> {
    const door = createNodeDoor(options.through ?? hub.origin);
    const api = createDoorApi(door.fetch);
    const token = new URL(hub.sample.members[index]?.url ?? '').hash.slice(1);
    const { seatId } = await api.openLink(token);
    return arrived(new Person(door, (signal) => api.fetchTicket(seatId, signal), options));
  }

  get id(): string {
    return this.#mirror.selfId ?? '';
  }

  /** The session as this person sees it. @throws Error before the first snapshot */
  get state(): SessionState {
    const { state } = this.#mirror;
    if (!state) throw new Error('Nothing has come from the hub yet');
    return state;
  }

  get isOnline(): boolean {
    return this.connection.link.state === 'online';
  }

  /** How the session sees somebody's connection. */
  connectionOf(participantId: string): string | undefined {
    return this.state.participants[participantId]?.connection.state;
  }

  /** Gives a command that must be accepted, however often it has to be sent. */
  async does(command: Command): Promise<void> {
    await this.connection.send(command);
  }

  /** Waits until what is seen fits. */
  async until(fits: (person: Person) => boolean): Promise<void> {
    await expect.poll(() => fits(this), { timeout: 30_000, interval: 20 }).toBe(true);
  }

  /** Hears each media notice from now on. */
  onNotice(listener: (notice: MediaNotice) => void): void {
    this.#hearsNotice = listener;
  }

  close(): void {
    this.connection.close();
  }

  #hear(message: PushedMessage): void {
    if (message.type === 'snapshot') this.#mirror.applySnapshot(message);
    if (message.type === 'events') {
      const heard = this.#mirror.applyEvents(message);
      if (heard === 'unbelievable') this.connection.resync();
      else this.events.push(...heard);
    }
    if (message.type === 'mediaNotice') {
      this.notices.push(message.notice);
      this.#hearsNotice(message.notice);
    }
  }
}

async function arrived(person: Person): Promise<Person> {
  await person.until(({ isOnline }) => isOnline);
  return person;
}
