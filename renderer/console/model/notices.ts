import type { CirclewellError } from '../../../src/protocol/errors.ts';

/** What can be undone, in terms from which the screen makes a sentence. */
export type UndoKind =
  | 'removed'
  | 'muted'
  | 'moved'
  | 'sentToWaiting'
  | 'cameraStopped'
  | 'memberRemoved'
  | 'roomsDealt'
  | 'othersDealt'
  | 'roomRemoved'
  | 'marked'
  | 'markTakenBack'
  | 'settingRemoved';

/** Something to be told in a toast: a refusal, something done that may be undone, or something that went well. */
export type Notice =
  | { readonly kind: 'refused'; readonly error: CirclewellError }
  | {
      readonly kind: 'done';
      readonly what: UndoKind;
      readonly name: string;
      readonly undo: (() => void) | undefined;
    }
  | {
      readonly kind: 'told';
      readonly what:
        | 'linkCopied'
        | 'saved'
        | 'messageSent'
        | 'passphraseChanged'
        | 'copyFailed'
        | 'signedOutThere'
        | 'putOutOfUse';
    };

export interface Notices {
  add(notice: Notice): void;
  /** Hears every notice from now on; the screen shows them as toasts. */
  onAdd(listener: (notice: Notice) => void): () => void;
}

/** Carries notices from the view models, which have no words, to the screen, which has. */
export function createNotices(): Notices {
  const listeners = new Set<(notice: Notice) => void>();
  return {
    add(notice) {
      for (const listener of listeners) listener(notice);
    },
    onAdd(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
