import { refusalByTable } from '../../../../src/domain/session/permissions.ts';
import type { Command } from '../../../../src/protocol/session/commands.ts';
import type { ParticipantRole } from '../../../../src/protocol/session/people.ts';
import type { LiveSession } from '../../../live/contract.ts';
import type { Notices, UndoKind } from '../../model/notices.ts';
import { asCirclewellError } from '../../model/query.ts';

/** How a slice sends commands: nothing to await, and a refusal becomes a notice. */
export interface Act {
  /** Sends, and shows a refusal as a notice. Resolves whether the hub took it. */
  (command: Command): Promise<boolean>;
  /** An action that sends a command; undefined where it is impossible now, by the hub's own table of commands or otherwise. */
  offer(command: Command, isPossible?: boolean): (() => void) | undefined;
  /** As `offer`, and then offers to undo it with a second command (CO9). */
  offerWithUndo(
    command: Command,
    told: { readonly what: UndoKind; readonly name: string; readonly undo: Command | undefined },
    isPossible?: boolean,
  ): (() => void) | undefined;
  /** Whether such a command can be given as things are, by the table that the hub decides by (SE7). */
  may(type: Command['type']): boolean;
}

/** Binds a live session, and the role one has in it, to the notices. */
export function createAct(
  live: Pick<LiveSession, 'send' | 'store'>,
  notices: Notices,
  role: ParticipantRole,
): Act {
  const send = async (command: Command): Promise<boolean> => {
    try {
      await live.send(command);
      return true;
    } catch (error) {
      notices.add({ kind: 'refused', error: asCirclewellError(error) });
      return false;
    }
  };
  const may = (type: Command['type']): boolean => {
    const { state, selfId } = live.store.getState();
    return selfId !== null && refusalByTable(type, role, state, selfId) === null;
  };
  const offer: Act['offer'] = (command, isPossible = true) =>
    isPossible && may(command.type) ? () => void send(command) : undefined;
  const offerWithUndo: Act['offerWithUndo'] = (command, { what, name, undo }, isPossible = true) =>
    offer(command, isPossible) &&
    (() => {
      void send(command).then((isTaken) => {
        if (isTaken) notices.add({ kind: 'done', what, name, undo: undo && offer(undo) });
      });
    });
  return Object.assign(send, { may, offer, offerWithUndo });
}
