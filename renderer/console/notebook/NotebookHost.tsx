import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.ts';
import { NotebookContext } from './NotebookContext.ts';
import { useLeaveGuard } from './useLeaveGuard.ts';

/** Gives the console's places this workstation's notebook, follows the network and who comes to the front (NB58, NB59), and guards what is not durable yet. */
export function NotebookHost({ children }: { children: ReactNode }) {
  const { notebook } = useServices();
  const access = useStore(notebook.store, (view) => view.access);
  useLeaveGuard(access);
  useEffect(() => {
    const onFront = (): void => {
      const isFree = notebook.store.getState().access.at === 'openElsewhere';
      if (isFree && document.visibilityState === 'visible') void notebook.wake();
    };
    window.addEventListener('online', notebook.sync);
    window.addEventListener('focus', onFront);
    document.addEventListener('visibilitychange', onFront);
    return () => {
      window.removeEventListener('online', notebook.sync);
      window.removeEventListener('focus', onFront);
      document.removeEventListener('visibilitychange', onFront);
    };
  }, [notebook]);
  return <NotebookContext value={access}>{children}</NotebookContext>;
}
