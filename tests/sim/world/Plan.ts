import type { SessionFacts } from '../../../src/protocol/session/events.ts';
import { FACTS } from './people.ts';

/** Which session of the group is planned. One in which nothing has happened can give way to another (LI37). */
export class Plan {
  readonly #ever = new Map<string, SessionFacts>([[FACTS.id, FACTS]]);
  #now = FACTS;

  get now(): SessionFacts {
    return this.#now;
  }

  /** The facts of a session that is planned; null where it is not, or no longer. */
  find(sessionId: string): SessionFacts | null {
    return sessionId === this.#now.id ? this.#now : null;
  }

  /** The facts of a session that is planned, or once was. */
  recall(sessionId: string): SessionFacts | null {
    return this.#ever.get(sessionId) ?? null;
  }

  /** Another session takes the place of the planned one. @returns the id of the former */
  replan(): string {
    const { id } = this.#now;
    this.#now = { ...FACTS, id: `${FACTS.id} ${this.#ever.size}` };
    this.#ever.set(this.#now.id, this.#now);
    return id;
  }
}
