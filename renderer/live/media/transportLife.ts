import { Device } from 'mediasoup-client';
import type { types } from 'mediasoup-client';
import type { LiveClock } from '../clock.ts';
import type { MediaView } from '../contract.ts';
import { createIceKeeper } from './iceKeeper.ts';
import type { Hopeless, IceKeeper } from './iceKeeper.ts';
import type { HubLink } from './hubLink.ts';
import { createLateClosing } from './lateClosing.ts';
import type { ProbeCounter } from './probe.ts';
import { parseRtpCapabilities } from './rtcParameters.ts';
import { openTransportPair, warmUpRecv } from './transportPair.ts';
import type { TransportPair } from './transportPair.ts';

const RETRY_STEP_MS = 1_000;
const RETRY_CAP_MS = 10_000;
const WARM_UP_LATER_MS = 1_000;
const STABLE_MS = 10_000;

/** The life of a peer's transports: first build, ICE restarts, rebuilds (CL60 to CL63). */
export interface TransportLife {
  readonly transports: readonly types.Transport[];
  /** The router, from a snapshot or a reset. The first call begins to build. */
  setRouter(routerId: string, rtpCapabilities: Record<string, unknown>): void;
  /** Builds the transports anew: at once where the hub has them no longer, after a wait where they keep failing. */
  rebuild(why: Hopeless): void;
  /** The socket was stuck and speaks again. */
  onLinkUnstuck(): void;
  /** The socket has been back. The promise is over when the hub has answered for the transports there are. */
  onLinkBack(): Promise<void>;
  close(): void;
}

export type TransportLifeOptions = {
  link: HubLink;
  isOnline: () => boolean;
  clock: LiveClock;
  probe: ProbeCounter;
  /** Makes a mediasoup-client Device, not loaded yet. */
  makeDevice?: () => Promise<Device>;
  /** Whether consumers will come by themselves soon, so that warming up would only be in their way. */
  expectsConsumers: () => boolean;
  onOpen: (pair: TransportPair) => void;
  /** The pair that was open is not any more. */
  onGone: () => void;
  /** Media passes again on a transport that was down. */
  onPathBack: () => void;
  onPhase: (phase: MediaView['phase']) => void;
};

/** Starts idle. */
export function createTransportLife(options: TransportLifeOptions): TransportLife {
  const { link, clock, probe } = options;
  const makeDevice = options.makeDevice ?? (() => Device.factory());
  let router: { id: string; json: string; rtpCapabilities: Record<string, unknown> } | null = null;
  let device: { device: Device; json: string } | null = null;
  let pair: TransportPair | null = null;
  /** The router that the pair was asked of. */
  let pairRouterId: string | null = null;
  let keepers: IceKeeper[] = [];
  /** Counts builds; an older one that comes back from an await finds itself outdated. */
  let build = 0;
  let isBuilding = false;
  let failures = 0;
  let connectedAt: number | null = null;
  let wasConnected = false;
  const wereUp = new WeakSet<types.Transport>();
  const areDown = new WeakSet<types.Transport>();
  let phase: MediaView['phase'] = 'idle';
  let isUnsupported = false;
  let isClosed = false;
  let callOff = (): void => undefined;
  let callOffWarmUp = (): void => undefined;
  /** Whether what is built replaces a pair that the hub has lost, and everybody else's with it. */
  let isAfterReset = false;
  const lateClosing = createLateClosing(clock);

  function transports(): readonly types.Transport[] {
    return pair ? [pair.send, pair.recv] : [];
  }

  function phaseNow(): MediaView['phase'] {
    if (isUnsupported) return 'failed';
    if (!router || isClosed) return 'idle';
    if (transports().some((one) => wereUp.has(one)) && !transports().some((one) => areDown.has(one)))
      return 'connected';
    return wasConnected ? 'reconnecting' : 'connecting';
  }

  function updatePhase(): void {
    for (const one of transports()) {
      // `connecting` says nothing: a connection passes through it with each new media section, and with each ICE restart.
      if (one.connectionState === 'connected') {
        wereUp.add(one);
        if (areDown.delete(one)) options.onPathBack();
      } else if (one.connectionState === 'disconnected' || one.connectionState === 'failed') {
        areDown.add(one);
      }
    }
    const next = phaseNow();
    if (next === phase) return;
    phase = next;
    wasConnected ||= next === 'connected';
    connectedAt = next === 'connected' ? clock.now() : null;
    options.onPhase(next);
  }

  /** Gives up the pair there is. What is left of it, which its caller closes, passes nothing on any more. */
  function letGo(): TransportPair | null {
    callOff();
    callOffWarmUp();
    for (const keeper of keepers) keeper.close();
    keepers = [];
    const gone = pair;
    pair = null;
    if (gone) options.onGone();
    return gone;
  }

  async function loadDevice(from: NonNullable<typeof router>): Promise<Device> {
    if (device?.json === from.json) return device.device;
    const made = await makeDevice();
    await made.load({ routerRtpCapabilities: parseRtpCapabilities(from.rtpCapabilities) });
    device = { device: made, json: from.json };
    return made;
  }

  async function start(): Promise<void> {
    const token = ++build;
    const isCurrent = (): boolean => token === build && !isClosed;
    const from = router;
    if (!from || isUnsupported) return;
    isBuilding = true;
    updatePhase();
    try {
      const loaded = await loadDevice(from);
      if (!isCurrent()) return;
      const opened = await openTransportPair({
        device: loaded,
        link,
        probe,
        isWanted: isCurrent,
        onConnectionState(direction, state) {
          if (!isCurrent()) return;
          keepers[direction === 'send' ? 0 : 1]?.onConnectionState(state);
          updatePhase();
        },
        onRefused() {
          if (isCurrent()) rebuild('broken');
        },
      });
      if (!opened) return;
      pair = opened;
      pairRouterId = from.id;
      keepers = (['send', 'recv'] as const).map((direction) =>
        createIceKeeper({
          transport: opened[direction],
          direction,
          link,
          isOnline: options.isOnline,
          clock,
          probe,
          onHopeless: rebuild,
        }),
      );
      options.onOpen(opened);
      warmUp(loaded, opened);
    } catch (error) {
      if (!isCurrent()) return;
      if (error instanceof Error && error.name === 'UnsupportedError') isUnsupported = true;
      else if (options.isOnline()) retryLater();
    } finally {
      if (isCurrent()) {
        isBuilding = false;
        updatePhase();
      }
    }
  }

  function warmUp(loaded: Device, { recv }: TransportPair): void {
    const now = (): void => {
      if (recv.closed || recv.connectionState !== 'new') return;
      // Only a matter of speed: what fails here shows again, and is handled, with the first real consumer.
      warmUpRecv(loaded, recv).catch(() => undefined);
    };
    // After a reset nobody's voice is there yet: the handshake is over by the time it is.
    if (options.expectsConsumers() && !isAfterReset) callOffWarmUp = clock.after(WARM_UP_LATER_MS, now);
    else now();
  }

  function retryLater(): void {
    failures += 1;
    callOff();
    callOff = clock.after(Math.min(RETRY_CAP_MS, RETRY_STEP_MS * failures), () => void start());
  }

  function rebuild(why: Hopeless): void {
    if (isClosed || !router) return;
    if (why === 'gone') failures = 0;
    if (connectedAt !== null && clock.now() - connectedAt >= STABLE_MS) failures = 0;
    build += 1;
    isBuilding = false;
    isAfterReset = why === 'gone';
    const gone = letGo();
    if (gone) lateClosing.add(gone);
    updatePhase();
    if (!options.isOnline()) return;
    // The first rebuild is due at once; one that follows on its heels waits.
    if (failures === 0) {
      failures += 1;
      void start();
    } else {
      retryLater();
    }
  }

  /** What gave up for want of a link begins again with it. */
  async function buildWhereNone(): Promise<void> {
    if (isClosed || !router || pair || isBuilding) return;
    callOff();
    await start();
  }

  return {
    get transports() {
      return transports();
    },
    setRouter(id, rtpCapabilities) {
      const isFirst = router === null;
      router = { id, json: JSON.stringify(rtpCapabilities), rtpCapabilities };
      if (isFirst) void start();
    },
    rebuild,
    onLinkUnstuck() {
      for (const keeper of keepers) keeper.restartIfDown();
      void buildWhereNone();
    },
    async onLinkBack() {
      if (isClosed || !router) return;
      if (pair && pairRouterId !== router.id) rebuild('gone');
      else if (pair) await Promise.all(keepers.map((keeper) => keeper.restart()));
      else await buildWhereNone();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      build += 1;
      lateClosing.closeAll();
      letGo()?.close();
      updatePhase();
    },
  };
}
