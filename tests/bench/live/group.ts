import { z } from 'zod';
import { createCapture } from '../../../renderer/live/capture/createCapture.ts';
import { openWebSocket, type OpenLiveSocket } from '../../../renderer/live/connection/liveSocket.ts';
import type { LiveSession } from '../../../renderer/live/contract.ts';
import { createLiveSession } from '../../../renderer/live/createLiveSession.ts';
import { askHub } from '../../../renderer/member/askHub.ts';
import { createDoorApi } from '../../../renderer/member/doorApi.ts';
import { liveTicketReplySchema, todayReplySchema } from '../../../src/protocol/api/groups.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import { newestOf, now, watchConnections } from './connections.ts';

watchConnections();

/** Each look reads every receiver, which takes the page some milliseconds. */
const LOOK_MS = 25;
const HEARSAY_LIMIT_MS = 3_000;
const pause = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const fetchHere = globalThis.fetch.bind(globalThis);
const capture = createCapture();
const sessions: LiveSession[] = [];
/** Of this page's sessions, the port that the hub's media has, and the proxy's that stands before it. */
let mediaPorts: readonly (readonly [number, number])[] = [];

/** The hub's candidates name its own port; the page is to send to the proxy's. */
const openThroughProxy: OpenLiveSocket = (url, listener) =>
  openWebSocket(url, {
    ...listener,
    onMessage(text) {
      listener.onMessage(
        mediaPorts.reduce((said, [from, to]) => said.replaceAll(`"port":${from}`, `"port":${to}`), text),
      );
    },
  });

function join(fetchTicket: () => Promise<string>): LiveSession {
  const session = createLiveSession(
    { fetchTicket, socketUrl: `ws://${location.host}/api/live`, capture },
    { openSocket: openThroughProxy },
  );
  sessions.push(session);
  return session;
}

function sessionOf(index: number): LiveSession {
  const session = sessions[index];
  if (!session) throw new Error(`There is no session ${index}`);
  return session;
}

/** Whom somebody still misses of those in the same room, by what. */
function missing(session: LiveSession, since: number, notBefore: number): string[] {
  const { link, selfId, state } = session.store.getState();
  if (link.state !== 'online' || selfId === null || !state) return [`the link is ${link.state}`];
  const own = state.participants[selfId]?.presence;
  if (own?.stage !== 'present') return ['the place in a room'];
  const { remote } = session.media.store.getState();
  return Object.values(state.participants)
    .filter(({ id, role, presence }) => {
      const isInRoom = presence.stage === 'present' && presence.roomId === own.roomId;
      return isInRoom && id !== selfId && role === 'member';
    })
    .flatMap(({ id }) =>
      (['mic', 'camera'] as const).flatMap((source) => {
        const [track] = remote[id]?.[source]?.stream.getTracks() ?? [];
        const newest = track ? newestOf(track, notBefore) : null;
        return newest !== null && newest >= since ? [] : [source];
      }),
    );
}

/** Several people in one page, each with the product's own client, and nothing drawn. The first is the lead, without media. */
const group = {
  useProxies(ports: readonly (readonly [number, number])[]): void {
    mediaPorts = ports;
  },
  async joinLead(accountName: string, passphrase: string): Promise<void> {
    const body = JSON.stringify({ accountName, passphrase });
    await askHub(fetchHere, '/api/sign-in', z.unknown(), { method: 'POST', body });
    const { sessions: planned } = await askHub(fetchHere, '/api/today', todayReplySchema, { method: 'GET' });
    const path = `/api/sessions/${planned[0]?.id ?? ''}/live-tickets`;
    const lead = join(
      async () =>
        (await askHub(fetchHere, path, liveTicketReplySchema, { method: 'POST', body: '{}' })).ticket,
    );
    await lead.send({ type: 'openWaitingRoom' });
    await lead.send({ type: 'arrive', isMicOn: false, isCameraOn: false });
    await lead.send({ type: 'startSession' });
  },
  /** @param arrive what is said at the door */
  async joinMembers(tokens: readonly string[], arrive: Command): Promise<void> {
    await Promise.all([capture.open('microphone'), capture.open('camera')]);
    const door = createDoorApi(fetchHere);
    for (const token of tokens) {
      const { seatId } = await door.openLink(token);
      const session = join(() => door.fetchTicket(seatId));
      await session.send(arrive);
    }
    await sessionOf(0).send({ type: 'admitAll' });
  },
  /** Makes so many rooms, deals the members out and opens them. */
  async openRooms(count: number): Promise<void> {
    const lead = sessionOf(0);
    for (let room = 1; room <= count; room += 1) await lead.send({ type: 'addRoom', name: `Room ${room}` });
    await lead.send({ type: 'shuffleRooms' });
    await lead.send({ type: 'openRooms', minutes: null });
  },
  /** Where each member stands, as each sees it. */
  rooms(): (string | null)[] {
    return sessions.slice(1).map((session) => {
      const { selfId, state } = session.store.getState();
      const presence = state?.participants[selfId ?? '']?.presence;
      return presence?.stage === 'present' ? presence.roomId : null;
    });
  },
  /** Every member gives a command; resolves with how many the hub has acknowledged when all are answered. */
  async everyone(type: 'raiseHand' | 'lowerHand'): Promise<number> {
    const given = sessions.slice(1).map((session) => session.send({ type }));
    return (await Promise.allSettled(given)).filter(({ status }) => status === 'fulfilled').length;
  },
  /** How many people, the lead among them, do not see so many raised hands, after time enough to hear of each. */
  async disagreeing(hands: number): Promise<number> {
    const giveUpAt = now() + HEARSAY_LIMIT_MS;
    const isSeenBy = ({ store }: LiveSession): boolean => {
      const people = Object.values(store.getState().state?.participants ?? {});
      return people.filter(({ handRaisedAt }) => handRaisedAt !== null).length === hands;
    };
    while (!sessions.every(isSeenBy) && now() < giveUpAt) await pause(LOOK_MS);
    return sessions.filter((session) => !isSeenBy(session)).length;
  },
  /**
   * Resolves when every member is on line and hears and sees everybody in the same room, by media of after `since`.
   *
   * @param notBefore connections made before do not count
   * @returns the time, in milliseconds since the Unix epoch
   * @throws Error with what is missing after the limit
   */
  async whenBack(since: number, notBefore: number, limitMs: number): Promise<number> {
    const giveUpAt = now() + limitMs;
    for (;;) {
      const lacks = sessions.slice(1).map((session) => missing(session, since, notBefore));
      if (lacks.every((lack) => lack.length === 0)) return now();
      if (now() > giveUpAt) throw new Error(`Not back: ${JSON.stringify(lacks)}`);
      await pause(LOOK_MS);
    }
  },
};

declare global {
  interface Window {
    group: typeof group;
  }
}
globalThis.window.group = group;
