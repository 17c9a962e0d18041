import type { Command, CommandOf, HubCommand } from '../../protocol/session/commands.ts';
import type { LoggedEvent, SessionEvent, SessionFacts } from '../../protocol/session/events.ts';
import type { SessionState, ShownSlide } from '../../protocol/session/state.ts';
import { blocksOf } from '../groups/agendaTemplates.ts';
import type { Actor, DecideContext, Decision } from './contract.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';

export const LEAD: Actor = { kind: 'staff', id: 'lead', name: 'Maria S.', role: 'lead' };
export const CO: Actor = { kind: 'staff', id: 'co', name: 'Noor K.', role: 'coFacilitator' };
export const NOTE_TAKER: Actor = { kind: 'staff', id: 'notes', name: 'Iris B.', role: 'noteTaker' };
export const SUPERVISOR: Actor = { kind: 'staff', id: 'super', name: 'Rosa D.', role: 'supervisor' };
export const HUB: Actor = { kind: 'hub' };
export const member = (id: string): Actor => ({ kind: 'member', id, name: `${id} X.`, language: 'en' });

export const FACTS: SessionFacts = {
  id: 's1',
  groupId: 'g1',
  groupName: 'Tuesday evening',
  scheduledStart: 0,
  scheduledEnd: 11_700_000,
  blocks: [...blocksOf('GROUP-60')],
};

export const ARRIVE: CommandOf<'arrive'> = {
  type: 'arrive',
  isMicOn: true,
  isCameraOn: true,
  door: {
    checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
    privacy: {
      place: '12 Elm Street',
      callbackPhone: '+1 555 0100',
      company: 'alone',
      hasHeadphones: true,
      isDriving: false,
    },
    hasAgreed: true,
  },
};
export const STEP_IN: CommandOf<'arrive'> = { type: 'arrive', isMicOn: true, isCameraOn: true };

/** A deck of three slides named `deck`. */
export function findSlide(deckId: string, index: number): ShownSlide | 'unknownDeck' | 'unknownSlide' {
  if (deckId !== 'deck') return 'unknownDeck';
  if (index > 2) return 'unknownSlide';
  const text = { title: `Slide ${index}`, body: 'A craving is a wave.' };
  return { deckId, deckTitle: { en: 'Deck', es: 'Tema' }, index, count: 3, text: { en: text, es: text } };
}

/** A session driven by commands, with a clock and ids of its own: what the hub's host does, without I/O. */
export class Rehearsal {
  readonly log: LoggedEvent[] = [];
  now = 0;
  #state: SessionState | null = null;
  #ids = 0;
  readonly #random: () => number;

  constructor(random: () => number = () => 0.5) {
    this.#random = random;
    this.give(HUB, { type: 'create', facts: FACTS });
  }

  get state(): SessionState {
    if (!this.#state) throw new Error('not created');
    return this.#state;
  }

  /** Decides and evolves; answers the decision. */
  give(actor: Actor, command: Command | HubCommand): Decision {
    const context: DecideContext = {
      now: this.now,
      newId: () => `id${++this.#ids}`,
      random: this.#random,
      findSlide,
    };
    const decision = decide(this.#state, actor, command, context);
    if (decision.isAccepted) {
      for (const event of decision.events) this.happen(event, actor.kind === 'hub' ? 'hub' : actor.id);
    }
    return decision;
  }

  /** What is in the log, whether or not a command could have brought it there. */
  happen(event: SessionEvent, by = 'hub'): void {
    const logged: LoggedEvent = { seq: this.log.length + 1, at: this.now, by, event };
    this.log.push(logged);
    this.#state = evolve(this.#state, logged);
  }

  /** The rule a command is refused for, or null. */
  ruleFor(actor: Actor, command: Command | HubCommand): string | null {
    const decision = this.give(actor, command);
    return decision.isAccepted ? null : decision.refusal.rule;
  }

  /** Opens, lets the lead and the members in, and starts. */
  start(...memberIds: string[]): this {
    this.give(LEAD, { type: 'openWaitingRoom' });
    this.give(LEAD, STEP_IN);
    for (const id of memberIds) this.give(member(id), ARRIVE);
    this.give(LEAD, { type: 'admitAll' });
    this.give(LEAD, { type: 'startSession' });
    return this;
  }

  /** Adds rooms by name and answers their ids. */
  rooms(...names: string[]): string[] {
    for (const name of names) this.give(LEAD, { type: 'addRoom', name });
    return this.state.breakouts.rooms.map((room) => room.id);
  }

  roomOf(id: string): string | null {
    const presence = this.state.participants[id]?.presence;
    return presence?.stage === 'present' ? presence.roomId : null;
  }
}
