import { CalendarClock, DoorClosed, Link2Off, MonitorX, PlugZap, ShieldX } from 'lucide-react';
import { useStore } from 'zustand';
import type { Seat } from '../../src/protocol/api/door.ts';
import { Button } from '../ui/Button.tsx';
import { Spinner } from '../ui/Spinner.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { useWords } from '../words/i18n.ts';
import { refusalWords } from '../words/refusals.ts';
import { reachAddress } from './address.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { useModel } from './modelContext.ts';
import type { Refusal } from './stage.ts';

/** This browser, this address or this way of opening it cannot work. */
export function Unusable({ reason }: { reason: 'noLink' | 'insecure' | 'browser' }) {
  const i18n = useWords();
  switch (reason) {
    case 'noLink':
      return (
        <DoorLayout
          icon={<Link2Off />}
          title={i18n._('Please open your personal link')}
          lead={i18n._(
            'This page opens from the link your program sent you. Look for it in your messages, or call your program for a new one.',
          )}
        />
      );
    case 'insecure':
      return (
        <DoorLayout
          icon={<ShieldX />}
          title={i18n._('This address is not secure')}
          lead={i18n._(
            'Your browser gives no camera and no microphone to it. Check that the address begins with “https://”, or call your program.',
          )}
        />
      );
    case 'browser':
      return (
        <DoorLayout
          icon={<MonitorX />}
          title={i18n._('This browser is too old for a video group')}
          lead={i18n._(
            'Open your link in an up-to-date Chrome, Edge, Firefox or Safari. On a phone, update the phone’s own browser.',
          )}
        />
      );
  }
}

/** The link or the seat was not taken. */
export function Refused({ error }: { error: Refusal }) {
  const i18n = useWords();
  const model = useModel();
  return (
    <DoorLayout
      icon={<Link2Off />}
      title={i18n._('We could not open your group')}
      lead={refusalWords(i18n, error, 'member')}
      actions={
        <Button isWide size="large" onPress={() => void model.start()}>
          {i18n._('Try again')}
        </Button>
      }
    />
  );
}

/** The hub does not answer; the page keeps trying. */
export function Unreachable() {
  const i18n = useWords();
  const model = useModel();
  return (
    <DoorLayout
      icon={<PlugZap />}
      title={i18n._('We cannot reach your group yet')}
      lead={i18n._(
        'Check that you are online. This page keeps trying by itself; there is nothing you need to do.',
      )}
      actions={
        <Button isWide size="large" onPress={() => void model.start()}>
          {i18n._('Try now')}
        </Button>
      }
    >
      <Spinner label={i18n._('Trying again…')} />
    </DoorLayout>
  );
}

/** No session is planned for the member's group. */
export function NoSession({ seat }: { seat: Seat }) {
  const i18n = useWords();
  return (
    <DoorLayout
      icon={<CalendarClock />}
      title={i18n._('Hello, {name}', { name: seat.displayName })}
      lead={i18n._(
        'No group meeting is planned for you just now. You can leave this page open: it moves on by itself. Please call your program if you expected one.',
      )}
      actions={<TextLink href={reachAddress(seat.seatId)}>{i18n._('Test the connection')}</TextLink>}
    />
  );
}

/** The door said no: what that means and whether to try again. */
export function TurnedAway({ error }: { error: Refusal }) {
  const i18n = useWords();
  const model = useModel();
  const isOnline = useStore(model.store, ({ live }) => live !== null);
  return (
    <DoorLayout
      icon={<DoorClosed />}
      title={i18n._('You could not come in yet')}
      lead={refusalWords(i18n, error, 'member')}
      actions={
        <Button variant="primary" isWide size="large" onPress={isOnline ? () => model.enter() : undefined}>
          {i18n._('Try again')}
        </Button>
      }
    />
  );
}
