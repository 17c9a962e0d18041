import type { I18n } from '@lingui/core';
import { useEffect, useLayoutEffect } from 'react';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import { useAnnounce } from '../../ui/Announcer.tsx';
import { useToasts } from '../../ui/ToastRegion.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { roomNameFor } from '../../words/roomName.ts';
import { duration } from '../../words/time.ts';
import type { Moment } from '../moments.ts';
import { nameIn, useIsShielded, useRoom } from './roomContext.ts';

/** How a moment reaches the member: as a toast for all to see, or, where the screen shows it anyway, for screen readers alone. */
type Told = { readonly text: string; readonly how: 'toast' | 'said' };

/** Tells what happens in the room. Draws nothing. */
export function RoomTeller() {
  const i18n = useWords();
  const room = useRoom();
  const announce = useAnnounce();
  const toasts = useToasts();
  const isShielded = useIsShielded();

  // Before the next picture: what was told a moment ago holds names and words of the group too.
  useLayoutEffect(() => {
    if (!isShielded) return;
    toasts.clear();
    announce('', 'polite');
    announce('', 'assertive');
  }, [isShielded, announce, toasts]);

  // What was told of the room is not so any more on the page after it.
  useEffect(() => () => toasts.clear(), [toasts]);

  useEffect(() => {
    const stopMoments = room.onMoment((moment) => {
      const { state, clockOffsetMs } = room.live.store.getState();
      const told = state && tell(i18n, moment, state, Date.now() + clockOffsetMs);
      if (told?.how === 'toast') toasts.show({ text: told.text });
      if (told?.how === 'said') announce(told.text, 'polite');
    });
    const stopRefusals = room.onRefusal((refusal) =>
      toasts.show({ text: refusalWords(i18n, refusal, 'member'), tone: 'danger' }),
    );
    return () => {
      stopMoments();
      stopRefusals();
    };
  }, [room, i18n, announce, toasts]);

  return null;
}

function tell(i18n: I18n, moment: Moment, state: SessionState, now: number): Told | null {
  const name = (id: string) => nameIn(state, id, i18n._('A facilitator'));
  const toast = (text: string): Told => ({ text, how: 'toast' });
  const said = (text: string): Told => ({ text, how: 'said' });
  switch (moment.kind) {
    case 'moved':
      return toast(i18n._('You are now in “{room}”.', { room: roomNameFor(i18n, moment.roomName) }));
    case 'broughtBack':
      return toast(i18n._('You are back with the whole group.'));
    case 'recall':
      return said(
        i18n._('Everyone goes back to the circle in {time}', { time: duration(i18n, moment.endsAt - now) }),
      );
    case 'recallCancelled':
      return toast(i18n._('You have more time here.'));
    case 'helpEnded':
      return said(i18n._('Your request for help is closed. You can ask again at any time.'));
    case 'handLowered':
      return toast(i18n._('A facilitator lowered your hand.'));
    case 'chat':
      return said(
        i18n._('Message from {name}: {text}', { name: name(moment.message.from), text: moment.message.text }),
      );
    case 'slide':
      return said(i18n._('New slide: {title}', { title: moment.title }));
    case 'started':
      return toast(i18n._('The group has started.'));
    case 'spotlit':
      return toast(i18n._('Everyone sees your picture large now.'));
    case 'mutedBy':
      return toast(
        i18n._('{name} muted you. You can unmute when it is your turn.', { name: name(moment.byId) }),
      );
    case 'cameraStoppedBy':
      return toast(
        i18n._('{name} switched your camera off. You can switch it on again.', { name: name(moment.byId) }),
      );
    // These have a banner of their own, which is read out.
    case 'announcement':
    case 'askedToUnmute':
    case 'helpTaken':
      return null;
  }
}
