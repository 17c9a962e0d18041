import { createStore } from 'zustand/vanilla';
import type { NotebookModel, NotebookView } from '../notebook/notebookView.ts';

const nothing = async (): Promise<void> => undefined;

/** A workstation that has no notebook, for tests and pictures of everything else. */
export const NO_NOTEBOOK: NotebookModel = {
  store: createStore<NotebookView>(() => ({
    access: { at: 'none' },
    question: null,
    recoveryKey: null,
    workstationId: null,
    isPersistent: null,
    waitingLocked: null,
    aside: [],
  })),
  hear: () => undefined,
  follow: nothing,
  wake: nothing,
  proves: async () => false,
  answer: async () => ({ result: 'wrong' }),
  bring: async () => ({ result: 'wrong' }),
  startAnew: async () => ({ result: 'wrong' }),
  renewRecovery: async () => ({ result: 'wrong' }),
  lookAside: nothing,
  changePassphrase: nothing,
  lock: nothing,
  recoveryKeyKept: nothing,
  takeIntoUse: nothing,
  closeRevoked: nothing,
  sync: () => undefined,
};
