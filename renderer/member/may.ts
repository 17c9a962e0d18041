import { refusalByTable } from '../../src/domain/session/permissions.ts';
import type { CommandType } from '../../src/protocol/session/commands.ts';
import type { LiveView } from '../live/contract.ts';
import { selfOf } from './stage.ts';

/** Whether such a command can be given as things are, by the table that the hub decides by (SE7, MP51). */
export function may(view: LiveView, type: CommandType): boolean {
  const self = selfOf(view);
  return self !== null && refusalByTable(type, self.role, view.state, self.id) === null;
}
