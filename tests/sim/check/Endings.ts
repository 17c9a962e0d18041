import { ALIVE_EVERY_MS, OVERDUE_EVERY_MS } from '../../../src/hub/live/Caretaker.ts';
import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { Watch } from '../core/Watch.ts';
import type { Page } from '../oracle/page.ts';
import { FACTS } from '../world/people.ts';

/** session.md, SE115. */
const UNATTENDED_MS = 30 * 60_000;
/** session.md, SE116. */
const LOST_MS = 10 * 60_000;
const TOLERANCE_MS = 1_000;

/** Sessions that nobody ends, and connections that nobody comes back to, are ended in time (SI25). */
export class Endings {
  readonly #watch: Watch;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  /** @param before the page before the event; `isExact` where the clock was never set and the disk always well */
  onWritten({ at, by, event }: LoggedEvent, before: Page, isExact: boolean): void {
    if (by !== 'hub') return;
    if (event.type === 'sessionEnded') this.#check('the session', at, dueOf(before), isExact);
    if (event.type !== 'participantLeft') return;
    const figure = before.people.get(event.participantId);
    // Whoever is put out has no grace; nobody who is connected is given up.
    if (figure?.lostSince != null && at - figure.lostSince > TOLERANCE_MS + LOST_MS && isExact)
      this.#watch.fail('SI25', `${figure.id} is given up after ${at - figure.lostSince} ms`);
  }

  /** How long until everybody who was lost is given up, at the latest, in milliseconds. */
  static readonly givesUpAfterMs = LOST_MS + ALIVE_EVERY_MS + TOLERANCE_MS;

  /** When the session that stands like this is over, wherever nobody comes back, on the hub's clock. Null where it is not open. */
  static overAt(page: Page, aliveAt: number): number | null {
    const due = dueOf(page);
    return due && Math.max(due, aliveAt + UNATTENDED_MS) + OVERDUE_EVERY_MS + TOLERANCE_MS;
  }

  #check(what: string, at: number, due: number | null, isExact: boolean): void {
    if (due === null) return this.#watch.fail('SI25', `${what} is ended while staff are there`);
    if (at < due) this.#watch.fail('SI25', `${what} is ended ${due - at} ms too soon`);
    if (isExact && at > due + TOLERANCE_MS)
      this.#watch.fail('SI25', `${what} is ended ${at - due} ms too late`);
  }
}

/** When the hub ends a session by itself; null while staff are there, before it is open and after its end. */
function dueOf(page: Page): number | null {
  if (page.openedAt === null || page.status === 'ended') return null;
  const gone = [...page.people.values()]
    .filter(({ isStaff }) => isStaff)
    .map(({ leftAt, lostSince }) => leftAt ?? lostSince);
  if (gone.includes(null)) return null;
  return Math.max(FACTS.scheduledEnd, page.openedAt, ...gone.map((since) => since ?? 0)) + UNATTENDED_MS;
}
