import { z } from 'zod';
import { idSchema } from '../../../src/protocol/session/people.ts';
import type { Account } from '../model/account.ts';

const STORAGE_KEY = 'circlewell.locked';
const idsSchema = z.array(idSchema);

/** Whose console was locked on this workstation and not opened since: staff ids, and nothing else (CO62). */
export interface LockMarks {
  has(staffId: string): boolean;
  add(staffId: string): void;
  remove(staffId: string): void;
}

/** @param storage the same for all pages of this origin, and outlives them */
export function createLockMarks(storage: Pick<Storage, 'getItem' | 'setItem'>): LockMarks {
  function list(): readonly string[] {
    try {
      return idsSchema.parse(JSON.parse(storage.getItem(STORAGE_KEY) ?? '[]'));
    } catch {
      return [];
    }
  }
  function put(ids: readonly string[]): void {
    try {
      storage.setItem(STORAGE_KEY, JSON.stringify(ids));
    } catch {
      // Storage can be full or forbidden: then the hub alone knows that it is locked.
    }
  }
  const others = (staffId: string): readonly string[] => list().filter((id) => id !== staffId);
  return {
    has: (staffId) => list().includes(staffId),
    add: (staffId) => put([...others(staffId), staffId]),
    remove: (staffId) => put(others(staffId)),
  };
}

/**
 * A page that comes up by the sign-in that the browser has is locked where its console was; the notebook's passphrase,
 * given without the hub, has opened it. Before the notebook is told who is signed in.
 */
export function followMarks(
  { store }: Pick<Account, 'store'>,
  lock: { lockNow(): void },
  marks: Pick<LockMarks, 'has' | 'remove'>,
): void {
  store.subscribe((view, before) => {
    if (view.stage !== 'signedIn' || before.stage === 'signedIn') return;
    const { id } = view.me.staff;
    if (view.unproved !== undefined) marks.remove(id);
    else if (marks.has(id)) lock.lockNow();
  });
}
