import type { WireError } from '../../protocol/errors.ts';

/** What a command was answered with: taken, with the log's last number, or refused. */
export type Answer =
  | { readonly isAccepted: true; readonly upTo: number }
  | { readonly isAccepted: false; readonly error: WireError };

/** How many refusals are remembered of each participant. */
const MAX_REFUSALS = 256;

/**
 * Refusals by participant and command, so that a repeat gets the first answer (LI22). Accepted commands are remembered
 * by the log itself.
 */
export class AnswerMemory {
  readonly #refusals = new Map<string, Map<string, WireError>>();

  find(participantId: string, commandId: string): WireError | null {
    return this.#refusals.get(participantId)?.get(commandId) ?? null;
  }

  keep(participantId: string, commandId: string, error: WireError): void {
    const own = this.#refusals.get(participantId) ?? new Map<string, WireError>();
    this.#refusals.set(participantId, own);
    own.set(commandId, error);
    const oldest = own.keys().next();
    if (own.size > MAX_REFUSALS && !oldest.done) own.delete(oldest.value);
  }
}
