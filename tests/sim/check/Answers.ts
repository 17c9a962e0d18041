import type { HubMessage } from '../../../src/protocol/live.ts';
import type { Watch } from '../core/Watch.ts';
import type { SimDisk } from '../world/Disk.ts';

type Answer = Extract<HubMessage, { type: 'accepted' | 'refused' }>;
type Kept = { readonly answer: Answer; readonly host: unknown };

/** Answers that say nothing about the command: it may be given again, and may be taken then. */
const PASSING = new Set(['unavailable', 'busy', 'rate_limited', 'signed_out']);

/** What each command was answered with: durable when it is said, the same each time, and true for good (SI13, SI14). */
export class Answers {
  readonly #watch: Watch;
  readonly #disk: SimDisk;
  readonly #kept = new Map<string, Kept>();

  constructor(watch: Watch, disk: SimDisk) {
    this.#watch = watch;
    this.#disk = disk;
  }

  /** @param host the session's host that answers: refusals are remembered by it alone (LI22) */
  said(participantId: string, answer: Answer, host: unknown): void {
    const key = { participantId, commandId: answer.id };
    const name = `${participantId} ${answer.id}`;
    if (answer.type === 'accepted' && this.#disk.syncedCommand(key) !== answer.upTo)
      this.#watch.fail('SI13', `${participantId} hears "accepted ${answer.upTo}" before it is on the disk`);
    if (answer.type === 'refused' && (PASSING.has(answer.error.kind) || answer.error.detail)) return;
    const before = this.#kept.get(name);
    if (before && isContradiction(before, { answer, host })) {
      const answers = `${JSON.stringify(before.answer)} and then ${JSON.stringify(answer)}`;
      this.#watch.fail('SI14', `${participantId} gets two answers: ${answers}`);
    }
    if (before?.answer.type !== 'accepted') this.#kept.set(name, { answer, host });
  }

  /** Whatever was accepted is still there. */
  checkKept(): void {
    for (const [name, { answer }] of this.#kept) {
      if (answer.type !== 'accepted') continue;
      const participantId = name.slice(0, name.indexOf(' '));
      const upTo = this.#disk.syncedCommand({ participantId, commandId: answer.id });
      if (upTo !== answer.upTo)
        this.#watch.fail('SI13', `what ${participantId} was told to be accepted at ${answer.upTo} is lost`);
    }
  }
}

function isContradiction(before: Kept, now: Kept): boolean {
  if (before.answer.type === 'accepted')
    return now.answer.type !== 'accepted' || now.answer.upTo !== before.answer.upTo;
  if (before.host !== now.host) return false;
  return now.answer.type === 'accepted' || now.answer.error.rule !== before.answer.error.rule;
}
