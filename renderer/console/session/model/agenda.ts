import type { AgendaBlock, SessionState, SessionStatus } from '../../../../src/protocol/session/state.ts';
import { isStaff, presentPeople } from '../../../../src/domain/session/people.ts';
import type { Act } from './act.ts';

export type RunSheetPart = {
  readonly index: number;
  readonly block: AgendaBlock;
  readonly stage: 'past' | 'now' | 'ahead';
  /** For the part that is on: when it began and when it is planned to end. */
  readonly startedAt: number | null;
  readonly endsAt: number | null;
  readonly start: (() => void) | undefined;
};

/** The run sheet, and where the session as a whole stands. */
export type AgendaView = {
  readonly status: SessionStatus;
  readonly groupName: string;
  readonly scheduledStart: number;
  readonly scheduledEnd: number;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly memberCount: number;
  /** How many members are on the roster; null until it is known. */
  readonly expectedCount: number | null;
  readonly parts: readonly RunSheetPart[];
  readonly openWaitingRoom: (() => void) | undefined;
  readonly startGroup: (() => void) | undefined;
  readonly next: { readonly block: AgendaBlock; readonly start: () => void } | undefined;
  readonly end: (() => void) | undefined;
};

const MINUTE_MS = 60_000;

/** CO2: the parts of the hours with what is past, now and ahead. `expectedCount` comes from the roster, not from the session. */
export function agendaView(state: SessionState, expectedCount: number | null, act: Act): AgendaView {
  const { status, agenda } = state;
  const isOn = status === 'in_progress';
  const current = agenda.current;
  const parts = agenda.blocks.map((block, index): RunSheetPart => {
    const isNow = isOn && current?.index === index;
    const isPast =
      current !== null && (index < current.index || (status === 'ended' && index === current.index));
    return {
      index,
      block,
      stage: isNow ? 'now' : isPast ? 'past' : 'ahead',
      startedAt: isNow ? current.startedAt : null,
      endsAt: isNow ? current.startedAt + block.plannedMinutes * MINUTE_MS : null,
      start: act.offer({ type: 'startBlock', index }, isOn && !isNow),
    };
  });
  const nextIndex = current === null ? 0 : current.index + 1;
  const nextBlock = agenda.blocks[nextIndex];
  const startNext = act.offer({ type: 'startBlock', index: nextIndex }, isOn);
  return {
    status,
    groupName: state.groupName,
    scheduledStart: state.scheduledStart,
    scheduledEnd: state.scheduledEnd,
    startedAt: state.startedAt,
    endedAt: state.endedAt,
    expectedCount,
    memberCount: presentPeople(state).filter((person) => !isStaff(person)).length,
    parts,
    openWaitingRoom: act.offer({ type: 'openWaitingRoom' }, status === 'scheduled'),
    startGroup: act.offer({ type: 'startSession' }, status === 'open'),
    next: startNext && nextBlock ? { block: nextBlock, start: startNext } : undefined,
    end: act.offer({ type: 'endSession' }, isOn || status === 'open'),
  };
}
