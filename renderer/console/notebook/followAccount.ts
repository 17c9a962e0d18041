import type { KeptAnswers } from '../away/keptAnswers.ts';
import { canJoinSessions, type Account } from '../model/account.ts';
import type { NotebookModel } from './notebookModel.ts';

/** The notebook is that of whoever is signed in, where they write notes (NB42). What waits to be kept in it ends with the sign-in. */
export function followAccount(
  { store }: Pick<Account, 'store'>,
  notebook: Pick<NotebookModel, 'follow'>,
  kept: Pick<KeptAnswers, 'forget'>,
): void {
  store.subscribe((view) => {
    if (view.stage === 'signedOut') {
      kept.forget();
      void notebook.follow(null);
    }
    if (view.stage !== 'signedIn') return;
    const { id, displayName } = view.me.staff;
    void notebook.follow(canJoinSessions(view.me) ? { staffId: id, displayName } : null);
  });
}
