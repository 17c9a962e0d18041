import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { PassphraseAccountProvider } from '../../ui/TextField.tsx';
import { useServices } from './services.ts';

/** Says to every passphrase's field whose it is, so that no browser guesses it from what was typed before (CO75). */
export function PassphraseAccount({ children }: { children: ReactNode }) {
  const account = useStore(useServices().account.store, (view) =>
    view.stage === 'signedIn' ? view.me.staff.accountName : null,
  );
  return <PassphraseAccountProvider value={account}>{children}</PassphraseAccountProvider>;
}
