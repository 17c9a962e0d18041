import { createContext, use, useEffect, useState } from 'react';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';

/** This workstation's notebook, as the screens have it. */
export type NotebookAccess =
  | { readonly at: 'starting' }
  /** Another page of this workstation has it (NB7). */
  | { readonly at: 'openElsewhere' }
  /** No keys yet, or locked: the screen asks for the passphrase. */
  | { readonly at: 'new' | 'locked' }
  | { readonly at: 'open'; readonly client: NotebookClient };

/** Given by the notebook's host, around every place of the console. */
export const NotebookContext = createContext<NotebookAccess>({ at: 'starting' });

export const useNotebook = (): NotebookAccess => use(NotebookContext);

/** A document, opened for as long as the component stands; null while it is being read, and where the notebook is not open. */
export function useOpenDoc(docId: DocId | null): OpenDoc | null {
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const [open, setOpen] = useState<OpenDoc | null>(null);
  useEffect(() => {
    if (client === null || docId === null) return undefined;
    let isOver = false;
    void client.openDoc(docId).then((doc) => {
      if (!isOver) setOpen(doc);
      return undefined;
    });
    return () => {
      isOver = true;
      setOpen(null);
    };
  }, [client, docId]);
  return open;
}
