import { useEffect } from 'react';
import type { NotebookAccess } from './NotebookContext.ts';

/** Has the browser ask before the page goes while something typed is in memory alone (NB75). */
export function useLeaveGuard(access: NotebookAccess): void {
  const client = access.at === 'open' ? access.client : null;
  useEffect(() => {
    if (client === null) return undefined;
    const onLeave = (event: BeforeUnloadEvent): void => {
      if (client.state().at === 'writing') event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave);
    return () => window.removeEventListener('beforeunload', onLeave);
  }, [client]);
}
