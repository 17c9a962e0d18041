import { z } from 'zod';
import { createCapture } from '../../../renderer/live/capture/createCapture.ts';
import { openWebSocket, type OpenLiveSocket } from '../../../renderer/live/connection/liveSocket.ts';
import type { LiveSession } from '../../../renderer/live/contract.ts';
import { createLiveSession } from '../../../renderer/live/createLiveSession.ts';
import { askHub } from '../../../renderer/member/askHub.ts';
import { createDoorApi } from '../../../renderer/member/doorApi.ts';
import { liveTicketReplySchema, todayReplySchema } from '../../../src/protocol/api/groups.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import { bareRebuild } from './bareRebuild.ts';
import { newestOf, now, watchConnections } from './connections.ts';

watchConnections();

/** Each look reads every receiver, which takes the page some milliseconds. */
const LOOK_MS = 25;
const HEARSAY_LIMIT_MS = 3_000;
const pause = async (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const fetchHere = globalThis.fetch.bind(globalThis);
const capture = createCapture();
let joined: LiveSession | null = null;
/** The port that the hub's media has, and the proxy's that stands before it. */
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

function join(fetchTicket: (signal: AbortSignal) => Promise<string>): LiveSession {
  joined = createLiveSession(
    { fetchTicket, socketUrl: `ws://${location.host}/api/live`, capture },
    { openSocket: openThroughProxy },
  );
  return joined;
}

function own(): LiveSession {
  if (!joined) throw new Error('Nobody has joined in this page');
  return joined;
}

/** What is still missing of those in the same room. */
function missing(since: number, notBefore: number): string[] {
  const session = own();
  const { link, selfId, state } = session.store.getState();
  if (link.state !== 'online' || selfId === null || !state) return [`the link is ${link.state}`];
  const place = state.participants[selfId]?.presence;
  if (place?.stage !== 'present') return ['the place in a room'];
  const { remote } = session.media.store.getState();
  return Object.values(state.participants)
    .filter(({ id, role, presence }) => {
      const isInRoom = presence.stage === 'present' && presence.roomId === place.roomId;
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

/** One person with the product's own client, and nothing drawn. */
const client = {
  useProxies(ports: readonly (readonly [number, number])[]): void {
    mediaPorts = ports;
  },
  /** The lead, without media, opens the session. */
  async joinAsLead(accountName: string, passphrase: string): Promise<void> {
    const body = JSON.stringify({ accountName, passphrase });
    await askHub(fetchHere, '/api/sign-in', z.unknown(), { method: 'POST', body });
    const { sessions: planned } = await askHub(fetchHere, '/api/today', todayReplySchema, { method: 'GET' });
    const path = `/api/sessions/${planned[0]?.id ?? ''}/live-tickets`;
    const lead = join(
      async (signal) =>
        (await askHub(fetchHere, path, liveTicketReplySchema, { method: 'POST', body: '{}', signal })).ticket,
    );
    await lead.send({ type: 'openWaitingRoom' });
    await lead.send({ type: 'arrive', isMicOn: false, isCameraOn: false });
    await lead.send({ type: 'startSession' });
  },
  /** @param arrive what is said at the door */
  async joinAsMember(token: string, arrive: Command): Promise<void> {
    await Promise.all([capture.open('microphone'), capture.open('camera')]);
    const door = createDoorApi(fetchHere);
    const { seatId } = await door.openLink(token);
    await join(async (signal) => door.fetchTicket(seatId, signal)).send(arrive);
  },
  /** Lets everybody in, makes so many rooms, deals the members out and opens them. */
  async openRooms(count: number): Promise<void> {
    const lead = own();
    await lead.send({ type: 'admitAll' });
    for (let room = 1; room <= count; room += 1) await lead.send({ type: 'addRoom', name: `Room ${room}` });
    await lead.send({ type: 'shuffleRooms' });
    await lead.send({ type: 'openRooms', minutes: null });
  },
  /** The room in which this person stands, as they see it. */
  room(): string | null {
    const { selfId, state } = own().store.getState();
    const presence = state?.participants[selfId ?? '']?.presence;
    return presence?.stage === 'present' ? presence.roomId : null;
  },
  /** Gives a command; resolves with whether the hub has acknowledged it. */
  async give(type: 'raiseHand' | 'lowerHand'): Promise<boolean> {
    return own()
      .send({ type })
      .then(
        () => true,
        () => false,
      );
  },
  /** Whether this person sees so many raised hands, after time enough to hear of each. */
  async sees(hands: number): Promise<boolean> {
    const giveUpAt = now() + HEARSAY_LIMIT_MS;
    const isSeen = (): boolean => {
      const people = Object.values(own().store.getState().state?.participants ?? {});
      return people.filter(({ handRaisedAt }) => handRaisedAt !== null).length === hands;
    };
    while (!isSeen() && now() < giveUpAt) await pause(LOOK_MS);
    return isSeen();
  },
  /** Builds what a rebuild builds, without the hub. Resolves with the milliseconds it took until voice and picture came. */
  async bareRebuild(): Promise<number> {
    const { microphone, camera } = capture.store.getState();
    return bareRebuild([microphone.track, camera.track].filter((track) => track !== null));
  },
  /**
   * Resolves when this person is on line and hears and sees everybody in the same room, by media of after `since`.
   *
   * @param notBefore connections made before do not count
   * @returns the time, in milliseconds since the Unix epoch
   * @throws Error with what is missing after the limit
   */
  async whenBack(since: number, notBefore: number, limitMs: number): Promise<number> {
    const giveUpAt = now() + limitMs;
    for (;;) {
      const lacks = missing(since, notBefore);
      if (lacks.length === 0) return now();
      if (now() > giveUpAt) throw new Error(`Not back: ${lacks.join(', ')}`);
      await pause(LOOK_MS);
    }
  },
};

declare global {
  interface Window {
    client: typeof client;
  }
}
globalThis.window.client = client;
