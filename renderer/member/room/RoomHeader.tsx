import {
  ClipboardList,
  DoorOpen,
  Ellipsis,
  Eye,
  EyeOff,
  HandHelping,
  LayoutGrid,
  MonitorOff,
  MonitorUp,
  Settings2,
  UsersRound,
} from 'lucide-react';
import type { I18n } from '@lingui/core';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RatingMoment } from '../../../src/protocol/session/ratings.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuButton, type MenuEntry } from '../../ui/MenuButton.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useHubNow } from '../../ui/useHubNow.ts';
import { useWords } from '../../words/i18n.ts';
import { roomNameFor } from '../../words/roomName.ts';
import { countdown } from '../../words/time.ts';
import { SettingsDialog } from '../SettingsDialog.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { useRoom, useSituation, type Situation } from './roomContext.ts';
import styles from './RoomHeader.module.css';
import { useAgendaLine } from './useAgendaLine.ts';

/** Where one is, how long still, and the way to help and to settings. */
export function RoomHeader() {
  const situation = useSituation();
  return situation && <Header situation={situation} />;
}

function Header({ situation }: { situation: Situation }) {
  const i18n = useWords();
  const room = useRoom();
  const { layout, isSelfHidden } = useStore(room.store);
  const [isAsking, setAsking] = useState(false);
  const [isSettingUp, setSettingUp] = useState(false);
  const { state, self, roomName, people, offer } = situation;
  const agendaLine = useAgendaLine(state);
  const heading = useRef<HTMLHeadingElement>(null);
  // Coming in, and back from behind the shield: whatever had the focus is gone, and this says where one is.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const canShare =
    state.membersMayShare &&
    offer('startShare', () => undefined) !== undefined &&
    room.live.media.canShare &&
    !people.some(({ share, id }) => share !== null && id !== self.id);

  const items: MenuEntry[] = [
    layout === 'grid'
      ? {
          id: 'layout',
          label: i18n._('Show the circle'),
          icon: <UsersRound />,
          onAction: () => room.setLayout('circle'),
        }
      : {
          id: 'layout',
          label: i18n._('Show the grid'),
          icon: <LayoutGrid />,
          onAction: () => room.setLayout('grid'),
        },
    isSelfHidden
      ? {
          id: 'self',
          label: i18n._('Show my own picture'),
          icon: <Eye />,
          onAction: () => room.setSelfHidden(false),
        }
      : {
          id: 'self',
          label: i18n._('Hide my own picture'),
          description: i18n._('The group still sees you.'),
          icon: <EyeOff />,
          onAction: () => room.setSelfHidden(true),
        },
    ...(self.share !== null
      ? [
          {
            id: 'share',
            label: i18n._('Stop sharing'),
            icon: <MonitorOff />,
            onAction: offer('stopShare', () => room.setShare(false)),
          },
        ]
      : canShare
        ? [
            {
              id: 'share',
              label: i18n._('Share my screen'),
              icon: <MonitorUp />,
              onAction: () => room.setShare(true),
            },
          ]
        : []),
    ...ratingItems(i18n, situation, (moment) => room.showForm(moment)),
    { id: 'settings', label: i18n._('Settings'), icon: <Settings2 />, onAction: () => setSettingUp(true) },
    // The menu lies over the bar, so it holds the button too.
    {
      id: 'walkedIn',
      label: i18n._('Someone walked in'),
      icon: <DoorOpen />,
      onAction: () => room.setShield(true),
    },
  ];

  return (
    <header className={styles.header}>
      <div className={styles.place}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {roomName === null ? state.groupName : roomNameFor(i18n, roomName)}
        </h1>
        <p className={styles.sub}>{roomName === null ? agendaLine : <RoomLine situation={situation} />}</p>
      </div>
      <Button
        variant={self.help === null ? 'quiet' : 'help'}
        icon={<HandHelping />}
        aria-label={self.help === null ? i18n._('Help') : i18n._('Help asked')}
        onPress={() => setAsking(true)}
      >
        {i18n._('Help')}
      </Button>
      <MenuButton label={i18n._('More')} icon={<Ellipsis />} isIconOnly items={items} />
      <HelpDialog isOpen={isAsking} onClose={() => setAsking(false)} situation={situation} />
      <SettingsDialog isOpen={isSettingUp} onClose={() => setSettingUp(false)}>
        <Switch
          isSelected={isSelfHidden}
          onChange={(isHidden) => room.setSelfHidden(isHidden)}
          description={i18n._('The group still sees you.')}
        >
          {i18n._('Hide my own picture')}
        </Switch>
      </SettingsDialog>
    </header>
  );
}

/** The way to one's own ratings (MP47): check-out only once the group has started. */
function ratingItems(
  i18n: I18n,
  { state, self, offer }: Situation,
  show: (moment: RatingMoment) => void,
): readonly MenuEntry[] {
  const given = state.ratings[self.id];
  const checkIn: MenuEntry = {
    id: 'checkIn',
    label: given?.checkIn === undefined ? i18n._('Check in') : i18n._('Change your check-in'),
    description: i18n._('How you are. Only the facilitators see it.'),
    icon: <ClipboardList />,
    onAction: offer('rate', () => show('checkIn')),
  };
  if (state.status !== 'in_progress') return [checkIn];
  return [
    checkIn,
    {
      id: 'checkOut',
      label: given?.checkOut === undefined ? i18n._('Check out') : i18n._('Change your check-out'),
      description: i18n._('How you are now. Only the facilitators see it.'),
      icon: <ClipboardList />,
      onAction: offer('rate', () => show('checkOut')),
    },
  ];
}

function RoomLine({ situation: { state, view, people } }: { situation: Situation }) {
  const i18n = useWords();
  const endsAt =
    state.breakouts.stage === 'open' ? (state.breakouts.recallEndsAt ?? state.breakouts.endsAt) : null;
  const now = useHubNow(view.clockOffsetMs, endsAt !== null);
  const here = i18n._('{count, plural, one {# person here} other {# people here}}', { count: people.length });
  return (
    <>
      {endsAt !== null && (
        <span role="timer" className="tabular">
          {i18n._('{time} left', { time: countdown(endsAt - now) })} ·{' '}
        </span>
      )}
      {here}
    </>
  );
}
