import type { I18n } from '@lingui/core';
import { useEffect } from 'react';
import { useToasts } from '../../ui/ToastRegion.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import type { Notice, UndoKind } from '../model/notices.ts';
import { useServices } from './services.ts';

function doneWords(i18n: I18n, what: UndoKind, name: string): string {
  switch (what) {
    case 'removed':
      return i18n._('{name} was removed from the session.', { name });
    case 'muted':
      return i18n._('{name} is muted.', { name });
    case 'moved':
      return i18n._('{name} was moved.', { name });
    case 'sentToWaiting':
      return i18n._('{name} is back in the waiting room.', { name });
    case 'cameraStopped':
      return i18n._('The camera of {name} is off.', { name });
    case 'memberRemoved':
      return i18n._('{name} was taken off the roster.', { name });
    case 'roomsDealt':
      return i18n._('Everyone was dealt to a room anew.');
    case 'othersDealt':
      return i18n._('Those without a room were dealt to one.');
    case 'roomRemoved':
      return i18n._('The room “{name}” was removed.', { name });
    case 'marked':
      return i18n._('Marked: {name}.', { name });
    case 'markTakenBack':
      return i18n._('Taken back: {name}.', { name });
    case 'settingRemoved':
      return i18n._('Removed: {name}. It is gone once you save.', { name });
  }
}

function undoWords(i18n: I18n, what: UndoKind): string {
  switch (what) {
    case 'removed':
      return i18n._('Let back in');
    case 'muted':
      return i18n._('Ask to unmute');
    case 'moved':
      return i18n._('Move back');
    case 'sentToWaiting':
      return i18n._('Let in again');
    case 'cameraStopped':
    case 'memberRemoved':
    case 'roomRemoved':
    case 'marked':
    case 'settingRemoved':
      return i18n._('Undo');
    case 'markTakenBack':
      return i18n._('Put back');
    case 'roomsDealt':
    case 'othersDealt':
      return i18n._('Bring back the earlier plan');
  }
}

function toldWords(i18n: I18n, what: Extract<Notice, { kind: 'told' }>['what']): string {
  switch (what) {
    case 'linkCopied':
      return i18n._('The link is copied. Send it to this member only.');
    case 'saved':
      return i18n._('Saved.');
    case 'messageSent':
      return i18n._('Your message went to every room.');
    case 'passphraseChanged':
      return i18n._('The passphrase is changed.');
    case 'signedOutThere':
      return i18n._('Signed out there.');
    case 'putOutOfUse':
      return i18n._('Put out of use. Its notes close the next time it reaches the hub.');
    case 'copyFailed':
      return i18n._('The link could not be copied. Select it and copy it by hand.');
  }
}

/** How long an undo is offered in a toast, in milliseconds. */
const UNDO_TOAST_MS = 12_000;

/** Shows the view models' notices as toasts (CO9). Draws nothing itself. */
export function NoticeToasts() {
  const { notices } = useServices();
  const toasts = useToasts();
  const i18n = useWords();
  useEffect(
    () =>
      notices.onAdd((notice) => {
        switch (notice.kind) {
          case 'refused':
            toasts.show({ text: refusalWords(i18n, notice.error, 'staff'), tone: 'danger' });
            return;
          case 'told':
            toasts.show({
              text: toldWords(i18n, notice.what),
              tone: notice.what === 'copyFailed' ? 'danger' : 'good',
            });
            return;
          case 'done': {
            const { undo } = notice;
            const text = doneWords(i18n, notice.what, notice.name);
            toasts.show({
              text,
              ...(undo && { action: { label: undoWords(i18n, notice.what), onPress: undo } }),
            });
            // What can be undone here can be undone elsewhere too, so its toast need not wait to be closed by hand.
            const id = toasts.store.getState().at(-1)?.id;
            if (undo && id !== undefined) setTimeout(() => toasts.close(id), UNDO_TOAST_MS);
            return;
          }
        }
      }),
    [notices, toasts, i18n],
  );
  return null;
}
