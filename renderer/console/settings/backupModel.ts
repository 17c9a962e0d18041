import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Backups } from '../../../src/protocol/api/backups.ts';
import type { Api } from '../api/api.ts';
import { createQuery, type Query } from '../model/query.ts';

/** How often a backup that is under way is looked at, in milliseconds. */
const LOOK_AGAIN_MS = 700;

/** The backups of the practice, as the settings show them (OP7). */
export interface BackupModel {
  readonly backups: Query<Backups>;
  /** The recovery key of the backup that was begun here; null once it was put away, or there is none. */
  readonly recoveryKey: StoreApi<string | null>;
  open(): void;
  /** Begins one. Rejects with a CirclewellError. @param passphrase null for a recovery key */
  begin(passphrase: string | null): Promise<void>;
  putKeyAway(): void;
  /** Looks no more. */
  close(): void;
}

export type BackupDeps = {
  readonly api: Pick<Api, 'backups' | 'beginBackup'>;
  readonly timers: { set(run: () => void, ms: number): number; clear(timer: number): void };
};

export function createBackupModel({ api, timers }: BackupDeps): BackupModel {
  const backups = createQuery(api.backups);
  const recoveryKey = createStore<string | null>(() => null);
  let timer: number | null = null;
  let isOpen = false;

  async function look(): Promise<void> {
    if (timer !== null) timers.clear(timer);
    timer = null;
    await backups.reload();
    const view = backups.store.getState();
    const isRunning = view.stage === 'ready' && view.value.state.stage === 'running';
    if (isOpen && isRunning && timer === null) timer = timers.set(() => void look(), LOOK_AGAIN_MS);
  }

  return {
    backups,
    recoveryKey,
    open() {
      isOpen = true;
      void look();
    },
    async begin(passphrase) {
      const begun = await api.beginBackup(passphrase === null ? {} : { passphrase });
      recoveryKey.setState(begun.recoveryKey, true);
      await look();
    },
    putKeyAway: () => recoveryKey.setState(null, true),
    close() {
      isOpen = false;
      if (timer !== null) timers.clear(timer);
      timer = null;
    },
  };
}
