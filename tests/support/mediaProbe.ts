import type { Page } from '@playwright/test';
import { z } from 'zod';

/**
 * A black-box probe of the media a page receives: it wraps the browser's own RTCPeerConnection and WebSocket before
 * the page's code runs, so that nothing in the product is asked and nothing in it can lie.
 */
export type SeenEvent = {
  at: number;
  event: {
    type: string;
    participantId?: string;
    name?: string;
    roomId?: string | null;
    index?: number;
    assignments?: Record<string, string>;
  };
};

declare global {
  interface Window {
    readonly mediaProbe: {
      /** Offer/answer descriptions applied so far. */
      readonly sdpExchanges: number;
      readonly connections: RTCPeerConnection[];
      /** consumer id → whose and what. From `consumersAdded` on the live socket. */
      readonly consumers: Record<string, { participantId: string; source: string }>;
      /** participant id → name, from snapshots on the live socket. */
      readonly names: Record<string, string>;
      selfId: string | null;
      /** Every logged event the page was sent, in order. */
      readonly events: SeenEvent[];
      /** When the first frame of somebody else's video was decoded after `armFirstFrame`, on performance.now(). */
      firstFrameAt: number | null;
      clickedAt: number | null;
      /** Forgets the first frame and takes the time of the next click on the button with this name. */
      armFirstFrame(buttonName: string): void;
    };
  }
}

/** Runs in the page before anything else. Self-contained: it is sent as text. */
function install(): void {
  const probe = {
    sdpExchanges: 0,
    connections: [] as RTCPeerConnection[],
    consumers: {} as Record<string, { participantId: string; source: string }>,
    names: {} as Record<string, string>,
    selfId: null as string | null,
    events: [] as SeenEvent[],
    firstFrameAt: null as number | null,
    clickedAt: null as number | null,
    armFirstFrame(buttonName: string) {
      probe.firstFrameAt = null;
      probe.clickedAt = null;
      const noteClick = (event: Event) => {
        const button = event.target instanceof Element ? event.target.closest('button') : null;
        if (!button?.textContent.includes(buttonName)) return;
        probe.clickedAt = performance.now();
        for (const video of document.querySelectorAll('video')) watchFrames(video);
        removeEventListener('click', noteClick, true);
      };
      addEventListener('click', noteClick, true);
    },
  };
  Object.defineProperty(globalThis, 'mediaProbe', { value: probe });

  const Plain = globalThis.RTCPeerConnection;
  globalThis.RTCPeerConnection = class extends Plain {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      probe.connections.push(this);
    }
    override setLocalDescription(description?: RTCLocalSessionDescriptionInit) {
      if (description?.type === 'offer' || description === undefined) probe.sdpExchanges += 1;
      return super.setLocalDescription(description);
    }
    override setRemoteDescription(description: RTCSessionDescriptionInit) {
      if (description.type === 'offer') probe.sdpExchanges += 1;
      return super.setRemoteDescription(description);
    }
  };

  const localTracks = new WeakSet<MediaStreamTrack>();
  const devices = navigator.mediaDevices;
  // Echo cancelling and noise suppression of a fake microphone would take a fifth of a core for each client.
  const withPlainAudio = (constraints?: MediaStreamConstraints): MediaStreamConstraints | undefined => {
    if (typeof constraints?.audio !== 'object') return constraints;
    const audio = {
      ...constraints.audio,
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
    };
    return { ...constraints, audio };
  };
  for (const method of ['getUserMedia', 'getDisplayMedia'] as const) {
    const plain = devices[method].bind(devices);
    devices[method] = async (constraints?: MediaStreamConstraints) => {
      const stream = await plain(method === 'getUserMedia' ? withPlainAudio(constraints) : constraints);
      for (const track of stream.getTracks()) localTracks.add(track);
      return stream;
    };
  }

  const isAwaited = () => probe.clickedAt !== null && probe.firstFrameAt === null;
  /** Only while the first frame is awaited: a callback for each frame of each picture has the page drawn anew for it. */
  const watchFrames = (video: HTMLVideoElement) => {
    if (!isAwaited()) return;
    video.requestVideoFrameCallback(() => {
      const { srcObject } = video;
      const isRemote =
        srcObject instanceof MediaStream &&
        !srcObject.getVideoTracks().some((track) => localTracks.has(track));
      if (isRemote && isAwaited()) probe.firstFrameAt = performance.now();
      else watchFrames(video);
    });
  };
  const source = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject');
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
    ...source,
    set(this: HTMLMediaElement, value: MediaProvider | null) {
      source?.set?.call(this, value);
      if (this instanceof HTMLVideoElement && value) watchFrames(this);
    },
  });

  const PlainSocket = globalThis.WebSocket;
  globalThis.WebSocket = class extends PlainSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string' && /"type":"(snapshot|consumersAdded|events)"/.test(data))
          note(JSON.parse(data));
      });
    }
  };
  const note = (message: {
    type: string;
    selfId?: string;
    state?: { participants: Record<string, { name: string }> };
    events?: SeenEvent[];
    notice?: { type: string; consumers?: { consumerId: string; participantId: string; source: string }[] };
  }) => {
    if (message.type === 'snapshot' && message.state) {
      probe.selfId = message.selfId ?? null;
      for (const [id, { name }] of Object.entries(message.state.participants)) probe.names[id] = name;
    }
    probe.events.push(...(message.events ?? []));
    for (const { event } of message.events ?? []) {
      if (event.type === 'participantArrived' && event.participantId && event.name)
        probe.names[event.participantId] = event.name;
    }
    for (const { consumerId, participantId, source: from } of message.notice?.consumers ?? []) {
      probe.consumers[consumerId] = { participantId, source: from };
    }
  };
}

/** Installs the probe in every page that the context or page opens from now on. */
export async function installMediaProbe(target: Pick<Page, 'addInitScript'>): Promise<void> {
  await target.addInitScript(install);
}

const receivedSchema = z.array(
  z.object({
    participantId: z.string(),
    source: z.string(),
    framesDecoded: z.number(),
    audioEnergy: z.number(),
    packets: z.number(),
  }),
);
/** What a page has received so far of one participant's source. All figures only grow. */
export type Received = z.infer<typeof receivedSchema>[number];

/** Reads what the page has received so far, by participant and source, from its inbound RTP statistics. */
export async function readReceived(page: Page): Promise<Received[]> {
  return receivedSchema.parse(
    await page.evaluate(async () => {
      const probe = globalThis.window.mediaProbe;
      const rows = [];
      for (const connection of probe.connections) {
        if (connection.connectionState === 'closed') continue;
        for (const stat of (await connection.getStats()).values()) {
          if (stat.type !== 'inbound-rtp') continue;
          const whose = probe.consumers[stat.trackIdentifier];
          if (!whose) continue;
          rows.push({
            ...whose,
            framesDecoded: stat.framesDecoded ?? 0,
            audioEnergy: stat.totalAudioEnergy ?? 0,
            packets: stat.packetsReceived ?? 0,
          });
        }
      }
      return rows;
    }),
  );
}

/** The participant ids that the page knows, by the names on the screen. */
export async function participantIds(page: Page): Promise<ReadonlyMap<string, string>> {
  const names = await page.evaluate(() => globalThis.window.mediaProbe.names);
  return new Map(Object.entries(names).map(([id, name]) => [name, id]));
}

/** Milliseconds from the armed click to the first decoded frame of somebody else. */
export async function firstFrameAfterClick(page: Page, timeoutMs = 15_000): Promise<number> {
  const handle = await page.waitForFunction(
    () => {
      const { clickedAt, firstFrameAt } = globalThis.window.mediaProbe;
      return clickedAt !== null && firstFrameAt !== null ? firstFrameAt - clickedAt : null;
    },
    undefined,
    { timeout: timeoutMs, polling: 20 },
  );
  return z.number().parse(await handle.jsonValue());
}
