import type { ErrorKind } from '../../protocol/errors.ts';
import type { CommandOf, CommandType } from '../../protocol/session/commands.ts';
import type { SessionEvent } from '../../protocol/session/events.ts';
import type { Participant } from '../../protocol/session/people.ts';
import type { RefusalRule } from '../../protocol/session/refusals.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { DecideContext, Decision } from './contract.ts';

/** The command is taken and these events follow; none means that nothing needed to change. */
export function accept(...events: readonly SessionEvent[]): Decision {
  return { isAccepted: true, events };
}

/** The command breaks a rule, which is named so that the interface can say what to do next. */
export function refuse(rule: RefusalRule, kind: ErrorKind = 'conflict'): Decision {
  return { isAccepted: false, refusal: { kind, rule } };
}

/** What every slice's rule for a command is given: the state, who asks (a participant in the room), and the context. */
export type Asked<T extends CommandType> = {
  readonly state: SessionState;
  readonly self: Participant;
  readonly command: CommandOf<T>;
  readonly context: DecideContext;
};

/** A slice's rules: one function for each of its commands. */
export type SliceRules<T extends CommandType> = { readonly [K in T]: (asked: Asked<K>) => Decision };

/** Every command that a participant standing in the room can give; `arrive` and `openWaitingRoom` come before that. */
export type RoomCommandType = Exclude<CommandType, 'arrive' | 'openWaitingRoom'>;
