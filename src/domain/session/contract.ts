import type { ErrorKind } from '../../protocol/errors.ts';
import type { SessionEvent } from '../../protocol/session/events.ts';
import type { Language, StaffRole } from '../../protocol/session/people.ts';
import type { RefusalRule } from '../../protocol/session/refusals.ts';
import type { ShownSlide } from '../../protocol/session/state.ts';

/** Who gives a command, from facts the hub knows: never from what the client says of itself. */
export type Actor =
  | { readonly kind: 'staff'; readonly id: string; readonly name: string; readonly role: StaffRole }
  | { readonly kind: 'member'; readonly id: string; readonly name: string; readonly language: Language }
  | { readonly kind: 'hub' };

/** What `decide` may use beside the state and the command. All of it is handed in, so that `decide` stays pure. */
export type DecideContext = {
  /** The hub's clock, in milliseconds since the Unix epoch. */
  readonly now: number;
  readonly newId: () => string;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** Looks a slide up in the decks the practice has. */
  readonly findSlide: (deckId: string, index: number) => ShownSlide | 'unknownDeck' | 'unknownSlide';
};

export type Refusal = { readonly kind: ErrorKind; readonly rule: RefusalRule };

/** What became of a command. No events means: nothing needed to change, and that is fine. */
export type Decision =
  | { readonly isAccepted: true; readonly events: readonly SessionEvent[] }
  | { readonly isAccepted: false; readonly refusal: Refusal };
