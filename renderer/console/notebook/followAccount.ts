import type { Account } from '../model/account.ts';
import type { NotebookModel } from './notebookModel.ts';

/** The notebook is that of whoever is signed in, where they write notes (NB42). */
export function followAccount({ store }: Account, notebook: NotebookModel): void {
  store.subscribe((view) => {
    if (view.stage === 'signedOut') void notebook.follow(null);
    if (view.stage !== 'signedIn' || view.me.staff.role === 'administrator') return;
    const { id, displayName } = view.me.staff;
    void notebook.follow({ staffId: id, displayName });
  });
}
