import type { SessionEvent } from '../../../protocol/session/events.ts';
import type { SessionState } from '../../../protocol/session/state.ts';
import type { Decision } from '../contract.ts';
import { accept, refuse, type SliceRules } from '../decision.ts';

/** Opens the waiting room. Doing it twice is harmless: two facilitators may click at once (SE10). */
export function decideOpening(state: SessionState): Decision {
  return state.status === 'scheduled' ? accept({ type: 'waitingRoomOpened' }) : accept();
}

/** What ends a session: open rooms close first (SE14). */
export function endingOf(state: SessionState): readonly SessionEvent[] {
  return state.breakouts.stage === 'open'
    ? [{ type: 'roomsClosed' }, { type: 'sessionEnded' }]
    : [{ type: 'sessionEnded' }];
}

/** Rules of a session's course and of its run sheet. */
export const lifecycleRules: SliceRules<'startSession' | 'endSession' | 'setLock' | 'startBlock'> = {
  startSession: ({ state }) =>
    state.status === 'in_progress'
      ? accept()
      : accept({ type: 'sessionStarted' }, { type: 'blockStarted', index: 0 }),

  endSession: ({ state }) => accept(...endingOf(state)),

  setLock: ({ state, command }) =>
    state.isLocked === command.isLocked
      ? accept()
      : accept({ type: 'lockChanged', isLocked: command.isLocked }),

  startBlock: ({ state, command }) => {
    if (!state.agenda.blocks[command.index]) return refuse('agenda.unknownBlock', 'not_found');
    if (state.agenda.current?.index === command.index) return accept();
    return accept({ type: 'blockStarted', index: command.index });
  },
};
