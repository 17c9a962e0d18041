import type { Actor } from '../../../src/domain/session/contract.ts';
import { decide } from '../../../src/domain/session/decide.ts';
import { evolve } from '../../../src/domain/session/evolve.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { Command, HubCommand } from '../../../src/protocol/session/commands.ts';
import type { LoggedEvent, SessionFacts } from '../../../src/protocol/session/events.ts';
import type { SessionState, ShownSlide } from '../../../src/protocol/session/state.ts';

/** A session without network or media: the domain's own `decide` and `evolve`, for tests of the view models and for pictures. */
export interface FakeHub {
  state(): SessionState;
  readonly log: readonly LoggedEvent[];
  /** Moves the hub's clock, in milliseconds. */
  pass(ms: number): void;
  now(): number;
  /** Throws a CirclewellError with the rule where the command is refused. */
  give(actor: Actor, command: Command | HubCommand): void;
  onChange(listener: (event: LoggedEvent) => void): () => void;
}

const BLOCK_TITLES = {
  check_in: 'Check-in',
  psychoeducation: 'Relapse prevention',
  breakout: 'Rooms: early signs',
  break: 'Break',
  process: 'Practice',
  check_out: 'Check-out',
} as const;
const block = (kind: keyof typeof BLOCK_TITLES, plannedMinutes: number): SessionFacts['blocks'][number] => ({
  kind,
  title: { en: BLOCK_TITLES[kind], es: BLOCK_TITLES[kind] },
  plannedMinutes,
  isCountable: kind !== 'break',
});

/** The instant at which every fake session begins: 22 November 2026, 18:00 UTC. */
export const FAKE_START = Date.UTC(2026, 10, 22, 18);

const FACTS: SessionFacts = {
  id: 's1',
  groupId: 'g1',
  groupName: 'Tuesday evening IOP',
  scheduledStart: FAKE_START,
  scheduledEnd: FAKE_START + 195 * 60_000,
  blocks: [
    block('check_in', 30),
    block('psychoeducation', 45),
    block('breakout', 25),
    block('break', 15),
    block('process', 50),
    block('check_out', 30),
  ],
};

/** A slide of the fake deck. */
export function fakeSlide(deckId: string, index: number): ShownSlide | 'unknownDeck' | 'unknownSlide' {
  if (deckId !== 'deck1') return 'unknownDeck';
  if (index > 10) return 'unknownSlide';
  const body = 'It rises, it peaks, it passes.\n\nMost last less than **half an hour**.';
  const text = { title: `A craving is a wave (${index + 1})`, body };
  return {
    deckId,
    deckTitle: { en: 'Relapse prevention', es: 'Prevención de recaídas' },
    index,
    count: 11,
    text: { en: text, es: text },
  };
}

/** Makes one. Ids count up and chance is fixed, so that every run is the same. */
export function createFakeHub(startAt = FAKE_START): FakeHub {
  let now = startAt;
  let state: SessionState | null = null;
  let ids = 0;
  const log: LoggedEvent[] = [];
  const listeners = new Set<(event: LoggedEvent) => void>();
  const give: FakeHub['give'] = (actor, command) => {
    const context = { now, newId: () => `id${++ids}`, random: () => 0.4, findSlide: fakeSlide };
    const decision = decide(state, actor, command, context);
    if (!decision.isAccepted)
      throw new CirclewellError(decision.refusal.kind, 'refused', decision.refusal.rule);
    for (const event of decision.events) {
      const logged: LoggedEvent = {
        seq: log.length + 1,
        at: now,
        by: actor.kind === 'hub' ? 'hub' : actor.id,
        event,
      };
      log.push(logged);
      state = evolve(state, logged);
      for (const listener of listeners) listener(logged);
    }
  };
  give(
    { kind: 'hub' },
    { type: 'create', facts: { ...FACTS, scheduledStart: startAt, scheduledEnd: startAt + 195 * 60_000 } },
  );
  return {
    log,
    state() {
      if (!state) throw new Error('not created');
      return state;
    },
    pass: (ms) => void (now += ms),
    now: () => now,
    give,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
