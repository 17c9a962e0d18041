import { z } from 'zod';
import { displayNameSchema, idSchema } from '../../../src/protocol/session/people.ts';
import type { NotebookOwner } from '../notebook/notebookView.ts';

const STORAGE_KEY = 'circlewell.notebooks';
const ownersSchema = z.array(z.object({ staffId: idSchema, displayName: displayNameSchema }));

/** Whose notebooks are on this workstation: what staff are called, and nothing else (NB62). */
export interface KnownNotebooks {
  /** Whoever opened theirs last comes first. */
  list(): readonly NotebookOwner[];
  remember(owner: NotebookOwner): void;
}

/** @param storage goes when the browser's data of this origin goes, as the notebooks do */
export function createKnownNotebooks(storage: Pick<Storage, 'getItem' | 'setItem'>): KnownNotebooks {
  function list(): readonly NotebookOwner[] {
    try {
      return ownersSchema.parse(JSON.parse(storage.getItem(STORAGE_KEY) ?? '[]'));
    } catch {
      return [];
    }
  }
  return {
    list,
    remember(owner) {
      const others = list().filter(({ staffId }) => staffId !== owner.staffId);
      try {
        storage.setItem(STORAGE_KEY, JSON.stringify([owner, ...others]));
      } catch {
        // Storage can be full or forbidden: then the notebook opens with the hub alone.
      }
    },
  };
}
