import type { Participant } from '../../../src/protocol/session/people.ts';
import type { HubLink } from './hubLink.ts';
import { pickScreen, stopScreen } from './screenShare.ts';
import type { DisplayDevices, SharedScreen } from './screenShare.ts';

/** The person's own screen share (CL47). */
export interface OwnShare {
  readonly video: MediaStreamTrack | null;
  readonly audio: MediaStreamTrack | null;
  /** False where nothing was chosen. Rejects with a CirclewellError where there is no screen, or the hub refuses; then all tracks are stopped. */
  start(): Promise<boolean>;
  stop(): Promise<void>;
  /** Acts on the state: staff may have ended the share, or an earlier page may have left one behind. */
  follow(own: Participant | null): void;
  close(): void;
}

/** @param onChange the tracks have changed */
export function createOwnShare(options: {
  link: HubLink;
  display: DisplayDevices | null;
  onChange: () => void;
}): OwnShare {
  const { link } = options;
  let current: { readonly screen: SharedScreen; isInState: boolean } | null = null;
  let isStarting = false;
  let hasToldStop = false;
  let isClosed = false;

  function drop(): void {
    if (!current) return;
    const { screen } = current;
    current = null;
    stopScreen(screen);
    if (!isClosed) options.onChange();
  }

  async function stop(): Promise<void> {
    if (!current) return;
    hasToldStop = true;
    drop();
    await link.send({ type: 'stopShare' });
  }

  return {
    get video() {
      return current?.screen.video ?? null;
    },
    get audio() {
      return current?.screen.audio ?? null;
    },
    async start() {
      if (current || isStarting) return current !== null;
      isStarting = true;
      try {
        const screen = await pickScreen(options.display);
        if (!screen) return false;
        if (isClosed) {
          stopScreen(screen);
          return false;
        }
        const mine = { screen, isInState: false };
        current = mine;
        hasToldStop = false;
        screen.video.addEventListener('ended', () => {
          if (current === mine) stop().catch(() => undefined);
        });
        options.onChange();
        try {
          await link.send({ type: 'startShare', hasSound: screen.audio !== null });
        } catch (error) {
          if (current === mine) drop();
          throw error;
        }
        return true;
      } finally {
        isStarting = false;
      }
    },
    stop,
    follow(own) {
      if (own?.share) {
        if (current) {
          current.isInState = true;
        } else if (!isStarting && !hasToldStop) {
          hasToldStop = true;
          link.send({ type: 'stopShare' }).catch(() => undefined);
        }
      } else {
        hasToldStop = false;
        if (current?.isInState) drop();
      }
    },
    close() {
      isClosed = true;
      drop();
    },
  };
}
