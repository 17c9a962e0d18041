import type { StoreApi } from 'zustand/vanilla';
import type { Capture, LiveSession } from '../live/contract.ts';
import { GOOD_ROUND_TRIP_MS, VOICE_LEVEL, type CheckView, type ConnectionCheck } from './deviceChecks.ts';

/** What a run of the device check needs from the page. */
export type CheckDeps = {
  readonly capture: Capture;
  readonly store: StoreApi<{ readonly check: CheckView }>;
  /** One round trip to the hub. */
  readonly roundTrip: () => Promise<unknown>;
  readonly now: () => number;
};

/** The device check as the member goes through it. */
export interface CheckRun {
  /** Asks for camera and microphone and begins to listen. */
  start(): Promise<void>;
  /** Goes without camera and microphone: an answer that the browser still waits for opens nothing any more. */
  giveUpDevices(): void;
  /** Measures the connection anew. */
  measure(): Promise<void>;
  playSound(): Promise<void>;
  answerSound(hasHeard: boolean): void;
  /** Watches the connection of the session that is being joined. */
  watch(live: LiveSession): void;
  /** Stops listening. Idempotent. */
  close(): void;
}

/** Makes a run; the one who makes it closes it. */
export function createCheckRun({ capture, store, roundTrip, now }: CheckDeps): CheckRun {
  const cleanUps = new Set<() => void>();
  /** Count questions to the browser and measurements: what is outdated by the time it comes is not listened to. */
  let question = 0;
  let measurement = 0;
  let watched: LiveSession | null = null;
  const patch = (change: Partial<CheckView>) =>
    store.setState({ check: { ...store.getState().check, ...change } });

  function listenForVoice(): void {
    const stop = capture.onLevel((level) => {
      if (level < VOICE_LEVEL) return;
      patch({ hasHeardVoice: true });
      stop();
      cleanUps.delete(stop);
    });
    cleanUps.add(stop);
  }

  async function measure(): Promise<void> {
    const mine = (measurement += 1);
    const settle = (found: ConnectionCheck) => {
      // Round trips say nothing of the live line itself: while that is down, so is the connection.
      const isOnline = watched?.store.getState().link.state === 'online';
      if (mine === measurement) patch({ connection: isOnline ? found : 'lost' });
    };
    const times: number[] = [];
    patch({ connection: 'measuring' });
    try {
      for (let round = 0; round < 3; round += 1) {
        const before = now();
        // One after the other: together they would measure the queue.
        await roundTrip();
        times.push(now() - before);
      }
    } catch {
      settle('lost');
      return;
    }
    const middle = times.toSorted((a, b) => a - b)[1] ?? Infinity;
    settle(middle <= GOOD_ROUND_TRIP_MS ? 'good' : 'slow');
  }

  return {
    start: async () => {
      const mine = (question += 1);
      patch({ hasStarted: true, isAsking: true });
      // Together, so that the browser asks one question.
      await Promise.all([capture.open('camera'), capture.open('microphone')]);
      if (mine !== question) return;
      patch({ isAsking: false });
      if (!store.getState().check.hasHeardVoice) listenForVoice();
    },
    giveUpDevices: () => {
      question += 1;
      capture.release('camera');
      capture.release('microphone');
      patch({ hasStarted: false, isAsking: false });
    },
    measure,
    playSound: async () => {
      patch({ speaker: 'playing' });
      const hasPlayed = await capture.playChime();
      patch({ speaker: hasPlayed ? 'asking' : 'blocked' });
    },
    answerSound: (hasHeard) => patch({ speaker: hasHeard ? 'heard' : 'notHeard' }),
    watch: (live) => {
      let isMeasured = false;
      watched = live;
      const look = () => {
        const { link } = live.store.getState();
        if (link.state === 'online' && !isMeasured) {
          isMeasured = true;
          void measure();
        } else if (link.state === 'reconnecting') {
          isMeasured = false;
          measurement += 1;
          patch({ connection: 'lost' });
        }
      };
      cleanUps.add(live.store.subscribe(look));
      look();
    },
    close: () => {
      watched = null;
      for (const cleanUp of cleanUps) cleanUp();
      cleanUps.clear();
    },
  };
}
