import { createStore, type StoreApi } from 'zustand/vanilla';
import { isStaff } from '../../../../src/domain/session/people.ts';
import type { SessionState } from '../../../../src/protocol/session/state.ts';
import type { Notices, UndoKind } from '../../model/notices.ts';
import type { Act } from './act.ts';
import { peopleInside } from './people.ts';

/** What changes many places of the plan at once, each of several commands, and all of it undone in one go (CO25). */
export interface RoomPlanner {
  /** While it is at it, the rooms must not be opened: the plan is half made. */
  readonly store: StoreApi<PlannerView>;
  /** Makes rooms with these names and deals all members to all rooms. */
  readonly makeAndDeal: (names: readonly string[]) => Promise<void>;
  readonly shuffle: () => Promise<void>;
  /** Deals those who have no room yet, to the emptiest rooms first; everybody else stays. */
  readonly dealOthers: () => Promise<void>;
  readonly removeRoom: (roomId: string) => Promise<void>;
}

export type PlannerView = {
  readonly isBusy: boolean;
  /** Brings back the plan as it was before the last change that is not small; null where there is none to bring back. */
  readonly undo: (() => void) | null;
};

type Breakouts = Pick<SessionState['breakouts'], 'rooms' | 'assignments'>;

/** Members inside who are planned into no room. */
export function unassigned(state: SessionState): readonly string[] {
  const { rooms, assignments } = state.breakouts;
  const roomIds = new Set(rooms.map((room) => room.id));
  return peopleInside(state)
    .filter((person) => !isStaff(person) && !roomIds.has(assignments[person.id] ?? ''))
    .map((person) => person.id);
}

/** @param random a number in [0, 1), for who comes into which room */
export function createRoomPlanner(options: {
  readonly act: Act;
  readonly readState: () => SessionState | null;
  readonly notices: Notices;
  readonly random: () => number;
}): RoomPlanner {
  const { act, readState, notices, random } = options;
  const store = createStore<PlannerView>(() => ({ isBusy: false, undo: null }));
  const plan = (): Breakouts => readState()?.breakouts ?? { rooms: [], assignments: {} };

  /** Runs one piece of work at a time. @returns whether all of it was taken */
  const busy = async (work: () => Promise<boolean>): Promise<boolean> => {
    store.setState({ isBusy: true });
    try {
      return await work();
    } finally {
      store.setState({ isBusy: false });
    }
  };

  /** Takes away the rooms that were made, brings back by name those that are gone, and these people's places. */
  const restore = async (
    before: Breakouts,
    made: readonly string[],
    isMeant: (personId: string) => boolean,
  ): Promise<boolean> => {
    for (const roomId of made) if (!(await act({ type: 'removeRoom', roomId }))) return false;
    for (const { name } of before.rooms)
      if (!plan().rooms.some((room) => room.name === name) && !(await act({ type: 'addRoom', name })))
        return false;
    const nameOf = new Map(before.rooms.map((room) => [room.id, room.name]));
    const idOf = new Map(plan().rooms.map((room) => [room.name, room.id]));
    const people = new Set([...Object.keys(before.assignments), ...Object.keys(plan().assignments)]);
    for (const participantId of [...people].filter(isMeant)) {
      const roomId = idOf.get(nameOf.get(before.assignments[participantId] ?? '') ?? '') ?? null;
      if ((plan().assignments[participantId] ?? null) === roomId) continue;
      if (!(await act({ type: 'assign', participantId, roomId }))) return false;
    }
    return true;
  };

  /**
   * Does something that may lose a plan, and offers to bring it back: in a toast, and on the board for as long as it
   * holds. What was refused half way can be undone as far as it came.
   * @param isMeant whose places the change touches; others keep what they were given since
   */
  const change = async (
    told: { readonly what: UndoKind; readonly name: string },
    isMeant: (personId: string) => boolean,
    work: () => Promise<boolean>,
  ): Promise<void> => {
    if (store.getState().isBusy) return;
    const before = plan();
    await busy(work);
    const after = plan();
    if (after === before) return;
    const wasThere = new Set(before.rooms.map((room) => room.id));
    const made = after.rooms.filter((room) => !wasThere.has(room.id)).map((room) => room.id);
    const undo = (): void => {
      if (store.getState().isBusy) return;
      if (store.getState().undo === undo) store.setState({ undo: null });
      void busy(() => restore(before, made, isMeant));
    };
    store.setState({ undo });
    notices.add({ kind: 'done', ...told, undo });
  };

  const assignAll = async (dealt: Readonly<Record<string, string>>): Promise<boolean> => {
    for (const [participantId, roomId] of Object.entries(dealt))
      if (!(await act({ type: 'assign', participantId, roomId }))) return false;
    return true;
  };

  const everyone = (): boolean => true;
  return {
    store,
    makeAndDeal: (names) =>
      change({ what: 'roomsDealt', name: '' }, everyone, async () => {
        for (const name of names) if (!(await act({ type: 'addRoom', name }))) return false;
        return act({ type: 'shuffleRooms' });
      }),
    shuffle: () => change({ what: 'roomsDealt', name: '' }, everyone, () => act({ type: 'shuffleRooms' })),
    dealOthers() {
      const state = readState();
      if (state === null) return Promise.resolve();
      const dealt = dealToEmptiest(state, random);
      return change(
        { what: 'othersDealt', name: '' },
        (id) => dealt[id] !== undefined,
        () => assignAll(dealt),
      );
    },
    removeRoom(roomId) {
      const { rooms, assignments } = plan();
      const name = rooms.find((room) => room.id === roomId)?.name ?? '';
      return change(
        { what: 'roomRemoved', name },
        (id) => assignments[id] === roomId,
        () => act({ type: 'removeRoom', roomId }),
      );
    },
  };
}

/** Person → room for those who have none yet: each to one of the rooms that have the fewest by then, by chance. */
function dealToEmptiest(state: SessionState, random: () => number): Readonly<Record<string, string>> {
  const { rooms, assignments } = state.breakouts;
  const counts = new Map(rooms.map((room) => [room.id, 0]));
  for (const person of peopleInside(state)) {
    const roomId = assignments[person.id] ?? '';
    const count = counts.get(roomId);
    if (count !== undefined) counts.set(roomId, count + 1);
  }
  const dealt: Record<string, string> = {};
  for (const person of unassigned(state)) {
    const fewest = Math.min(...counts.values());
    const emptiest = [...counts.keys()].filter((roomId) => counts.get(roomId) === fewest);
    const roomId = emptiest[Math.floor(random() * emptiest.length)];
    if (roomId === undefined) break;
    dealt[person] = roomId;
    counts.set(roomId, fewest + 1);
  }
  return dealt;
}
