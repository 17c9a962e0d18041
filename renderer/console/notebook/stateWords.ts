import type { I18n } from '@lingui/core';
import type { DocPlace, NotebookState } from '../../notebook/sync/DocStates.ts';
import type { Problem } from '../../notebook/sync/problems.ts';
import type { TagTone } from '../../ui/Tag.tsx';
import type { NotebookAccess } from './NotebookContext.ts';

/** Where a text is, in a word or two (NB56). */
export function placeWords(i18n: I18n, at: DocPlace): string {
  switch (at) {
    case 'writing':
      return i18n._('Saving…');
    case 'waiting':
      return i18n._('Waiting');
    case 'savedHere':
      return i18n._('Saved on this machine');
    case 'uploaded':
      return i18n._('Uploaded');
  }
}

/** What is wrong, and what to do. */
export function problemWords(i18n: I18n, problem: Problem): string {
  switch (problem) {
    case 'diskFull':
      return i18n._(
        'This machine’s disk is full. What you typed is on the screen alone: leave this page open and make room. It is then saved by itself.',
      );
    case 'diskFailed':
      return i18n._(
        'This machine cannot write or read your notes just now. Leave this page open and copy what you typed elsewhere. Saving is tried again by itself.',
      );
    case 'tooLarge':
      return i18n._(
        'This is too large for the hub, and stays on this machine. Make it shorter: it then goes by itself.',
      );
    case 'unreadable':
      return i18n._(
        'Part of this came from elsewhere and cannot be read here. Nothing is lost where it was written. For process notes, the recovery key of that workstation is missing.',
      );
    case 'hubAway':
      return i18n._(
        'The hub does not answer. Everything is saved on this machine, and goes by itself when it is back.',
      );
    case 'signedOut':
      return i18n._(
        'Your sign-in is over. Everything is saved on this machine. Sign in again, and it goes by itself.',
      );
    case 'otherAccount':
      return i18n._(
        'Somebody else is signed in in this browser. Everything is saved on this machine, and goes when you sign in again.',
      );
    case 'notYours':
      return i18n._(
        'You are not assigned to this group any more, so the hub does not take this. It is saved on this machine. Ask the lead of the group.',
      );
    case 'outdated':
      return i18n._(
        'This page is older or newer than the hub. Everything is saved on this machine. Load the page anew, and it goes by itself.',
      );
    case 'refused':
      return i18n._(
        'The hub does not take this. It is saved on this machine and is offered again. If it stays so, tell whoever runs the hub.',
      );
  }
}

/** How a place, with or without something wrong, is coloured. */
export function toneOf({ at, problem }: Pick<NotebookState, 'at' | 'problem'>): TagTone {
  if (problem === 'diskFull' || problem === 'diskFailed') return 'danger';
  if (problem !== null && problem !== 'hubAway') return 'help';
  return at === 'uploaded' ? 'good' : 'neutral';
}

/** The notebook where it is not open; null where there is nothing to say. */
export function accessWords(i18n: I18n, access: NotebookAccess): string | null {
  switch (access.at) {
    case 'starting':
      return i18n._('Opening your notes…');
    case 'openElsewhere':
      return i18n._('Notes open in another tab');
    case 'new':
    case 'locked':
      return i18n._('Notes locked');
    case 'outOfUse':
      return i18n._('Notes out of use here');
    case 'failed':
      return i18n._('Notes cannot be opened');
    case 'none':
    case 'open':
      return null;
  }
}
