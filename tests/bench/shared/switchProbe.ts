import type { Page } from '@playwright/test';
import { z } from 'zod';

/** What a page notes of a change of rooms, all times in milliseconds since the Unix epoch on the machine's one clock. */
declare global {
  /** Chromium's way to a track's samples (W3C, MediaStreamTrack Insertable Media Processing using Streams). */
  var MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack; maxBufferSize: number }) => {
    readonly readable: ReadableStream<AudioData>;
  };
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
 * Runs in the page after the media probe. Self-contained: it is sent as text.
 *
 * A voice is found in the samples that the track gives to whatever plays it, by the time at which it gave them: they queue up
 * while the page is busy, so that a page that draws hears no later than one that does not. A picture's time is that of the
 * receiver's newest synchronisation source, which the browser sets when it hands a decoded frame to the track.
 */
function install(): void {
  const POLL_MS = 5;
  /** A voice, and not the silence of an emptied buffer: the largest sample, of at most 1. */
  const VOICE = 0.005;
  /** A second and a half of samples, of 10 ms each. */
  const MOST_QUEUED = 150;
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
      const ear = createEar();
      const timer = setInterval(() => {
        look(met, ear);
        if (now() < endsAt && met.some(({ audioAt, videoAt }) => audioAt === null || videoAt === null))
          return;
        clearInterval(timer);
        ear.close();
        resolve(met);
      }, POLL_MS);
      return promise;
    },
  };
  type Mate = { name: string; audioAt: number | null; videoAt: number | null };
  /** The open connections' receivers of this kind that belong to one of these people. */
  const receiversOf = (met: readonly Mate[], kind: string): { mate: Mate; receiver: RTCRtpReceiver }[] => {
    const { connections, consumers, names } = globalThis.window.mediaProbe;
    return connections
      .filter(({ signalingState }) => signalingState !== 'closed')
      .flatMap((connection) => connection.getReceivers())
      .flatMap((receiver) => {
        const whose = receiver.track.kind === kind ? consumers[receiver.track.id] : undefined;
        const mate =
          whose && met.find(({ name }) => name === (names[whose.participantId] ?? whose.participantId));
        return mate ? [{ mate, receiver }] : [];
      });
  };
  /** Listens to tracks: when each was first heard to speak after a time. */
  const createEar = () => {
    const heard = new Map<
      MediaStreamTrack,
      { reader: ReadableStreamDefaultReader<AudioData>; voices: number[] }
    >();
    /** From the samples' clock to the epoch's: whatever was read at once was the least time on its way. */
    let offset = Infinity;
    const listen = async (reader: ReadableStreamDefaultReader<AudioData>, voices: number[]) => {
      for (;;) {
        const { value } = await reader.read();
        if (!value) return;
        const samples = new Float32Array(value.numberOfFrames);
        value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        const at = value.timestamp / 1_000;
        value.close();
        offset = Math.min(offset, now() - at);
        if (samples.some((sample) => Math.abs(sample) > VOICE)) voices.push(at);
      }
    };
    return {
      spokeAfter(track: MediaStreamTrack, time: number): number | null {
        const voice = heard.get(track)?.voices.find((at) => at + offset >= time);
        return voice === undefined ? null : voice + offset;
      },
      attend(track: MediaStreamTrack): void {
        if (heard.has(track)) return;
        const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: MOST_QUEUED });
        const entry = { reader: processor.readable.getReader(), voices: [] };
        heard.set(track, entry);
        void listen(entry.reader, entry.voices);
      },
      close(): void {
        for (const { reader } of heard.values()) void reader.cancel();
      },
    };
  };
  const look = (met: readonly Mate[], ear: ReturnType<typeof createEar>) => {
    const { movedAt } = probe;
    for (const { mate, receiver } of receiversOf(met, 'audio')) {
      ear.attend(receiver.track);
      if (movedAt !== null && receiver.track.enabled)
        mate.audioAt ??= ear.spokeAfter(receiver.track, movedAt);
    }
    for (const { mate, receiver } of receiversOf(met, 'video')) {
      const [newest] = receiver.getSynchronizationSources();
      if (movedAt !== null && newest && newest.timestamp >= movedAt && receiver.track.enabled)
        mate.videoAt ??= newest.timestamp;
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
  const missing = met.flatMap(({ name, audioAt, videoAt }) => [
    ...(audioAt === null ? [`${name} was not heard`] : []),
    ...(videoAt === null ? [`${name} was not seen`] : []),
  ]);
  if (missing.length > 0) throw new Error(`${missing.join(', ')} within ${LIMIT_MS / 1000} s of the change`);
  return {
    audioAt: Math.max(...met.map(({ audioAt }) => audioAt ?? 0)),
    videoAt: Math.max(...met.map(({ videoAt }) => videoAt ?? 0)),
  };
}
