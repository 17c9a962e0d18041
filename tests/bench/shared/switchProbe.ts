import type { Page } from '@playwright/test';
import { z } from 'zod';

/** What a page notes of a change of rooms, all times in milliseconds since the Unix epoch on the machine's one clock. */
declare global {
  interface Window {
    readonly switchProbe: {
      /** When a button or a menu's entry was last pressed. */
      pressedAt: number | null;
      /** When the page was last told that it now stands elsewhere. */
      movedAt: number | null;
      /** Forgets both. */
      forget(): void;
      /**
       * Resolves when voice and picture of each of these people have been delivered after the page was told to move.
       * Null for what has not come within the limit.
       */
      whenTogether(
        names: readonly string[],
        limitMs: number,
      ): Promise<{ name: string; audioAt: number | null; videoAt: number | null }[]>;
    };
  }
}

/**
 * Runs in the page after the media probe. Self-contained: it is sent as text. The times are those of the receivers' newest
 * synchronisation source, which the browser sets when it hands decoded media of a packet to the track, so that looking every few
 * milliseconds costs no accuracy; getStats() would answer from a cache of 50 ms.
 */
function install(): void {
  const POLL_MS = 5;
  /** A voice, and not the silence of an emptied buffer: linear, as of the header extension in RFC 6464. */
  const VOICE = 0.001;
  const now = () => performance.timeOrigin + performance.now();
  let room: string | null = null;
  const probe = {
    pressedAt: null as number | null,
    movedAt: null as number | null,
    forget() {
      probe.pressedAt = null;
      probe.movedAt = null;
    },
    whenTogether(names: readonly string[], limitMs: number) {
      const met = names.map((name) => ({
        name,
        audioAt: null as number | null,
        videoAt: null as number | null,
      }));
      const { promise, resolve } = Promise.withResolvers<typeof met>();
      const endsAt = now() + limitMs;
      const timer = setInterval(() => {
        look(met);
        if (now() < endsAt && met.some(({ audioAt, videoAt }) => audioAt === null || videoAt === null))
          return;
        clearInterval(timer);
        resolve(met);
      }, POLL_MS);
      return promise;
    },
  };
  const look = (met: { name: string; audioAt: number | null; videoAt: number | null }[]) => {
    const { movedAt } = probe;
    if (movedAt === null) return;
    const { connections, consumers, names } = globalThis.window.mediaProbe;
    for (const connection of connections) {
      if (connection.signalingState === 'closed') continue;
      for (const { track, ...receiver } of connection
        .getReceivers()
        .map((one) => ({ track: one.track, sources: one.getSynchronizationSources() }))) {
        const whose = consumers[track.id];
        const [newest] = receiver.sources;
        const mate =
          whose && met.find(({ name }) => name === (names[whose.participantId] ?? whose.participantId));
        if (!mate || !newest || newest.timestamp < movedAt || !track.enabled) continue;
        if (track.kind === 'video') mate.videoAt ??= newest.timestamp;
        else if ((newest.audioLevel ?? 0) > VOICE) mate.audioAt ??= newest.timestamp;
      }
    }
  };
  Object.defineProperty(globalThis, 'switchProbe', { value: probe });
  // Capture, and before any listener of the page: React listens further in.
  addEventListener('pointerup', () => (probe.pressedAt = now()), true);

  const moved = (to: string | null) => {
    if (to !== null && room !== null && to !== room) probe.movedAt = now();
    room = to;
  };
  const PlainSocket = globalThis.WebSocket;
  globalThis.WebSocket = class extends PlainSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data !== 'string') return;
        // The bare server's word.
        const go = /^\{"type":"go","room":"([^"]*)"/.exec(data);
        if (go) moved(go[1] ?? null);
        for (const to of roomsIn(JSON.parse(data))) moved(to);
      });
    }
  };
  const PLACING = ['participantArrived', 'participantAdmitted', 'participantMoved'];
  let selfId: string | null = null;
  /** The rooms that a message of the hub puts this person into: a fresh snapshot does, and so do the events of a place. */
  const roomsIn = (message: HubWord): (string | null)[] => {
    if (message.type === 'snapshot') {
      selfId = message.selfId;
      return [message.state.participants[selfId]?.presence.roomId ?? null];
    }
    if (message.type !== 'events') return [];
    return message.events
      .filter(({ event }) => PLACING.includes(event.type) && event.participantId === selfId)
      .map(({ event }) => event.roomId ?? null);
  };
}

/** What the probe reads of the hub's messages (src/protocol/live.ts). */
type HubWord =
  | {
      readonly type: 'snapshot';
      readonly selfId: string;
      readonly state: { readonly participants: Record<string, { readonly presence: { roomId?: string } }> };
    }
  | {
      readonly type: 'events';
      readonly events: readonly {
        readonly event: {
          readonly type: string;
          readonly participantId?: string;
          readonly roomId?: string | null;
        };
      }[];
    }
  | { readonly type: 'pong' };

/** Installs it in the page, which has the media probe already. */
export async function installSwitchProbe(page: Page): Promise<void> {
  await page.addInitScript(install);
}

const metSchema = z.array(
  z.object({ name: z.string(), audioAt: z.number().nullable(), videoAt: z.number().nullable() }),
);
const LIMIT_MS = 15_000;

/** When the last of these people was heard, and when the last was seen. @throws Error where somebody was not */
export async function lastMet(
  page: Page,
  names: readonly string[],
): Promise<{ audioAt: number; videoAt: number }> {
  const met = metSchema.parse(
    await page.evaluate(([mates, limit]) => globalThis.window.switchProbe.whenTogether(mates, limit), [
      names,
      LIMIT_MS,
    ] as const),
  );
  const missing = met
    .filter(({ audioAt, videoAt }) => audioAt === null || videoAt === null)
    .map(({ name }) => name);
  if (missing.length > 0)
    throw new Error(`After the change ${missing.join(', ')} did not arrive within ${LIMIT_MS / 1000} s`);
  return {
    audioAt: Math.max(...met.map(({ audioAt }) => audioAt ?? 0)),
    videoAt: Math.max(...met.map(({ videoAt }) => videoAt ?? 0)),
  };
}
