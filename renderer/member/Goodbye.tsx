import { AppWindow, DoorOpen, HeartHandshake, RefreshCw } from 'lucide-react';
import type { I18n } from '@lingui/core';
import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/i18n.ts';
import { refusalWords } from '../words/refusals.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { useModel } from './modelContext.ts';
import { SupportLine } from './SupportLine.tsx';
import type { GoodbyeReason } from './stage.ts';

type Farewell = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly lead: string;
  /** What the page does by itself meanwhile. */
  readonly note?: string;
  readonly back: string | null;
};

function farewell(i18n: I18n, reason: GoodbyeReason): Farewell {
  switch (reason) {
    case 'left':
      return {
        icon: <DoorOpen />,
        title: i18n._('You have left the group'),
        lead: i18n._(
          'Your camera and microphone are off. You can come back until the group ends; your seat is kept.',
        ),
        back: i18n._('Come back'),
      };
    case 'ended':
      return {
        icon: <HeartHandshake />,
        title: i18n._('Your group has ended for today'),
        lead: i18n._(
          'Thank you for being here. Your camera and microphone are off, and you can close this page.',
        ),
        back: null,
      };
    case 'removed':
      return {
        icon: <DoorOpen />,
        title: i18n._('You are not in the group just now'),
        lead: refusalWords(i18n, { kind: 'forbidden', rule: 'admission.removed' }, 'member'),
        note: i18n._(
          'You can leave this page open. When you are let back in, it takes you to the waiting room by itself, with your camera and microphone off.',
        ),
        back: i18n._('Try now'),
      };
    case 'takenOver':
      return {
        icon: <AppWindow />,
        title: i18n._('Your group is open in another window'),
        lead: refusalWords(i18n, { kind: 'conflict', rule: 'door.seatTakenOver' }, 'member'),
        back: i18n._('Use it here'),
      };
    case 'signedOut':
      return {
        icon: <DoorOpen />,
        title: i18n._('Please open your personal link again'),
        lead: i18n._('This page has lost your seat. The link your program sent you brings you back.'),
        back: null,
      };
    case 'outdated':
      return {
        icon: <RefreshCw />,
        title: i18n._('There is a newer version of this page'),
        lead: i18n._('Load the page again to go on. Your seat is kept.'),
        back: i18n._('Load again'),
      };
  }
}

/** There is nothing more to do here for now: says why, and how to come back where that is possible. */
export function Goodbye({ reason }: { reason: GoodbyeReason }) {
  const i18n = useWords();
  const model = useModel();
  const { icon, title, lead, note, back } = farewell(i18n, reason);
  return (
    <DoorLayout
      icon={icon}
      title={title}
      lead={lead}
      actions={
        back !== null && (
          <Button
            variant="primary"
            isWide
            size="large"
            onPress={() => (reason === 'outdated' ? window.location.reload() : void model.comeBack())}
          >
            {back}
          </Button>
        )
      }
    >
      {note !== undefined && <p>{note}</p>}
      {reason !== 'takenOver' && reason !== 'outdated' && <SupportLine />}
    </DoorLayout>
  );
}
