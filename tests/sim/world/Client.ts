import { createLiveSession } from '../../../renderer/live/createLiveSession.ts';
import type { LiveSession } from '../../../renderer/live/contract.ts';
import type { LiveSocketListener } from '../../../renderer/live/connection/liveSocket.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';
import { createHeldDevices } from './heldDevices.ts';
import type { Person } from './people.ts';
import type { Wire } from './Wire.ts';

/** How a window reaches the hub. */
export type ClientLine = {
  fetchTicket(client: SimClient): Promise<string>;
  dial(client: SimClient, listener: LiveSocketListener): Wire;
};

/** What became of something that was said: `taken`, or the kind of error it was answered with. */
export type Outcome = { readonly command: Command; readonly result: string };

/** A window of a person: the real client, all but its media. */
export class SimClient {
  readonly name: string;
  readonly person: Person;
  /** The hash of the link or the sign-in that it was opened with. */
  readonly keyHash: string;
  readonly session: LiveSession;
  /** The window's connections: a second one is tried beside one that is stuck. */
  readonly #wires: Wire[] = [];
  wakeUp = (): void => undefined;
  readonly outcomes: Outcome[] = [];
  #pending = 0;
  #heardUpTo = 0;

  constructor(
    deps: { time: VirtualTime; random: Random; watch: Watch; line: ClientLine },
    { person, keyHash, number }: { person: Person; keyHash: string; number: number },
  ) {
    const { time, random, watch, line } = deps;
    this.person = person;
    this.keyHash = keyHash;
    this.name = `${person.id}#${number}`;
    // Some people's clocks are wrong by hours.
    const skewMs = random.chance(0.3) ? random.int(-86_400_000, 86_400_000) : random.int(-50, 50);
    const now = (): number => Math.floor(1_800_000_000_000 + time.now + skewMs);
    this.session = createLiveSession(
      {
        fetchTicket: () => line.fetchTicket(this),
        socketUrl: 'wss://hub.example/api/live',
        capture: createHeldDevices(),
        random: () => random.next(),
        now,
      },
      {
        openSocket: (_url, listener) => {
          const wire = line.dial(this, listener);
          this.#wires.push(wire);
          return wire;
        },
        onWakeUp: (listener) => {
          this.wakeUp = listener;
          return () => {
            this.wakeUp = () => undefined;
          };
        },
        clock: { now, after: (ms, run) => time.after(ms, run) },
        media: { makeDevice: () => Promise.reject(new UnsupportedError()) },
      },
    );
    this.session.onEvent(({ seq }) => {
      if (seq <= this.#heardUpTo) watch.fail('SI20', `${this.name} hears ${seq} after ${this.#heardUpTo}`);
      this.#heardUpTo = seq;
    });
  }

  get isOnline(): boolean {
    return this.session.store.getState().link.state === 'online';
  }
  get isClosed(): boolean {
    return this.session.store.getState().link.state === 'closed';
  }
  /** The window's own copy of the session. */
  get copy(): SessionState | null {
    return this.session.store.getState().state;
  }
  /** The newest of its connections that it has not let go of; where there is none, the last one. */
  get wire(): Wire | undefined {
    return this.#wires.findLast(({ isClientOver }) => !isClientOver) ?? this.#wires.at(-1);
  }
  /** What was said and is not answered. */
  get pending(): number {
    return this.#pending;
  }

  say(command: Command): void {
    this.#pending += 1;
    const settle = (result: string): void => {
      this.#pending -= 1;
      this.outcomes.push({ command, result });
    };
    this.session.send(command).then(
      () => settle('taken'),
      (error: unknown) => settle(error instanceof CirclewellError ? error.kind : 'thrown'),
    );
  }
}

/** mediasoup-client's word for a browser without WebRTC, after which the client asks for no media. */
class UnsupportedError extends Error {
  override readonly name = 'UnsupportedError';
}
