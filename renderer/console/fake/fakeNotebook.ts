import { createStore } from 'zustand/vanilla';
import type { NotebookModel } from '../notebook/notebookModel.ts';

const nothing = async (): Promise<void> => undefined;

/** A workstation that has no notebook, for tests and pictures of everything else. */
export const NO_NOTEBOOK: NotebookModel = {
  store: createStore(() => ({
    access: { at: 'none' as const },
    question: null,
    recoveryKey: null,
    isPersistent: null,
  })),
  hear: () => undefined,
  follow: nothing,
  wake: nothing,
  proves: async () => false,
  answer: async () => ({ result: 'wrong' }),
  bring: async () => ({ result: 'wrong' }),
  changePassphrase: nothing,
  lock: nothing,
  recoveryKeyKept: nothing,
  sync: () => undefined,
};
