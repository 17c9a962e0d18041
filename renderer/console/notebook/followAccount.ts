import type { KnownNotebooks } from '../away/knownNotebooks.ts';
import type { KeptAnswers } from '../away/keptAnswers.ts';
import { canJoinSessions, type Account } from '../model/account.ts';
import type { NotebookModel } from './notebookView.ts';

/** The notebook is that of whoever is signed in, where they write notes (NB42). What waits to be kept in it ends with the sign-in. */
export function followAccount(
  { store }: Pick<Account, 'store'>,
  notebook: Pick<NotebookModel, 'follow' | 'closeRevoked'>,
  kept: Pick<KeptAnswers, 'forget'>,
  known: Pick<KnownNotebooks, 'list'>,
): void {
  store.subscribe((view) => {
    if (view.stage === 'signedOut') {
      kept.forget();
      void notebook.follow(null).then(() => notebook.closeRevoked(known.list()));
    }
    if (view.stage !== 'signedIn') return;
    const { id, displayName } = view.me.staff;
    void notebook.follow(canJoinSessions(view.me) ? { staffId: id, displayName } : null);
  });
}
