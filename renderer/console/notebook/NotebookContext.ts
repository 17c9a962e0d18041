import { createContext, use, useEffect, useState, useSyncExternalStore } from 'react';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { DocState, NotebookState } from '../../notebook/sync/DocStates.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';

/** This workstation's notebook, as the screens have it. */
export type NotebookAccess =
  | { readonly at: 'starting' }
  /** Nobody is signed in, or an account that writes no notes. */
  | { readonly at: 'none' }
  /** This browser cannot hold one, or what lies on the disk cannot be read. */
  | { readonly at: 'failed' }
  /** Another page of this workstation has it (NB7). */
  | { readonly at: 'openElsewhere' }
  /** No keys yet, or locked: the host asks for what opens it (NB51). */
  | { readonly at: 'new' | 'locked' }
  /** Put out of use, since when (milliseconds since the epoch), and with how many documents that wait for the hub (NB71). */
  | { readonly at: 'outOfUse'; readonly since: number; readonly waitingCount: number }
  | { readonly at: 'open'; readonly client: NotebookClient };

/** Given by the notebook's host, around every place of the console. */
export const NotebookContext = createContext<NotebookAccess>({ at: 'starting' });

export const useNotebook = (): NotebookAccess => use(NotebookContext);

/** A document, open for as long as the component stands (NB57); null while it is being read, and where the notebook is not open. */
export function useOpenDoc(docId: DocId | null): OpenDoc | null {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [open, setOpen] = useState<OpenDoc | null>(null);
  useEffect(() => {
    if (client === null || docId === null) return undefined;
    let isOver = false;
    const { opened, release } = client.hold(docId);
    opened.then(
      (doc) => {
        if (!isOver) setOpen(doc);
      },
      // Locked meanwhile: the access says so.
      () => undefined,
    );
    return () => {
      isOver = true;
      setOpen(null);
      release();
    };
  }, [client, docId]);
  return open;
}

const NOTHING = (): void => undefined;

/** Where everything typed is, as it changes (NB3); null where the notebook is not open. */
export function useNotebookState(): NotebookState | null {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  return useSyncExternalStore(
    (listener) => client?.onChange(listener) ?? NOTHING,
    () => client?.state() ?? null,
  );
}

/** Where a document's text is, as it changes. */
export function useDocState(open: OpenDoc): DocState {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  return useSyncExternalStore(
    (listener) => client?.onChange(listener) ?? NOTHING,
    () => open.state(),
  );
}
