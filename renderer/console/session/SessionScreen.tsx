import { useState } from 'react';
import type { LinkState } from '../../live/contract.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useWords } from '../../words/i18n.ts';
import { useMediaQuery } from '../app/useMediaQuery.ts';
import { ComingBackWords, TimeLeftWords } from './Clocks.tsx';
import { ControlBar } from './bar/ControlBar.tsx';
import { KeysDialog } from './bar/KeysDialog.tsx';
import { OpenRoomsDialog } from './bar/OpenRoomsDialog.tsx';
import { RoomsBoard } from './board/RoomsBoard.tsx';
import { RECALL_SECONDS } from './model/rooms.ts';
import { ChatPanel } from './panels/ChatPanel.tsx';
import { HandsStrip } from './panels/HandsStrip.tsx';
import { HelpStrip } from './panels/HelpStrip.tsx';
import { NotesPanel } from './panels/NotesPanel.tsx';
import { RunSheet } from './panels/RunSheet.tsx';
import { WaitingPanel } from './panels/WaitingPanel.tsx';
import styles from './SessionScreen.module.css';
import { Stage } from './stage/Stage.tsx';
import { StateBanners } from './states/StateBanners.tsx';
import { useKeys } from './useKeys.ts';
import { useLocal, useSession, useSlice } from './useSession.ts';

/** The one screen for the hour: nothing opens another window to do its work. */
export function SessionScreen({ link }: { link: LinkState }) {
  const session = useSession();
  const self = useSlice('self');
  const slides = useSlice('slides');
  const rooms = useSlice('rooms');
  const { layout, isBoardOpen } = useLocal();
  const isWide = useMediaQuery('(width >= 64rem)');
  const [dialog, setDialog] = useState<'keys' | 'openRooms' | null>(null);
  const recall = rooms.recall && (() => rooms.recall?.(RECALL_SECONDS));
  const arrange = (): void => session.setLocal({ isBoardOpen: true });
  useKeys({
    mic: self.toggleMic,
    camera: self.toggleCamera,
    layout: () => session.setLocal({ layout: layout === 'circle' ? 'grid' : 'circle', isBoardOpen: false }),
    nextSlide: slides.next,
    previousSlide: slides.back,
    rooms: rooms.isOpen ? recall : rooms.open ? () => setDialog('openRooms') : arrange,
    keys: () => setDialog('keys'),
  });
  return (
    <div className={styles.screen} data-testid="session-screen">
      <RunSheet />
      {isWide ? (
        <WideBody link={link} isBoardOpen={isBoardOpen} />
      ) : (
        <NarrowBody link={link} isBoardOpen={isBoardOpen} />
      )}
      <ControlBar onKeys={() => setDialog('keys')} />
      {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
      {dialog === 'openRooms' && <OpenRoomsDialog onClose={() => setDialog(null)} />}
    </div>
  );
}

type BodyProps = { link: LinkState; isBoardOpen: boolean };

function Middle({ link, isBoardOpen, as: As = 'main' }: BodyProps & { as?: 'main' | 'div' }) {
  const i18n = useWords();
  const { roomName } = useSlice('stage');
  const rooms = useSlice('rooms');
  return (
    <As className={styles.middle}>
      <div className={styles.notices}>
        <StateBanners link={link} />
        <HelpStrip />
        {!isBoardOpen && <HandsStrip />}
        {!isBoardOpen && rooms.isOpen && (
          <p className={styles.place}>
            {roomName === null
              ? i18n._('You are in the circle')
              : i18n._('You are in {room}', { room: roomName })}
            {rooms.recallEndsAt === null && rooms.endsAt !== null && (
              <>
                {' '}
                · <TimeLeftWords until={rooms.endsAt} />
              </>
            )}
            {rooms.recallEndsAt !== null && (
              <>
                {' '}
                · <ComingBackWords until={rooms.recallEndsAt} />
              </>
            )}
          </p>
        )}
      </div>
      <div className={isBoardOpen ? styles.board : styles.stage}>
        {isBoardOpen ? <RoomsBoard place="middle" /> : <Stage />}
      </div>
    </As>
  );
}

/** Rooms and the waiting room at the left, people in the middle, notes and messages at the right. */
function WideBody(props: BodyProps) {
  const i18n = useWords();
  const { status } = useSlice('agenda');
  const { people, removed } = useSlice('waiting');
  const waitingFirst = status !== 'in_progress';
  const hasLeft = !props.isBoardOpen || people.length > 0 || removed.length > 0;
  return (
    <div className={styles.body} data-left={hasLeft ? undefined : 'none'}>
      {hasLeft && (
        <aside
          className={styles.left}
          aria-label={i18n._('Rooms and waiting room')}
          data-first={waitingFirst ? 'waiting' : 'rooms'}
        >
          {!props.isBoardOpen && (
            <div className={styles.rooms}>
              <RoomsBoard place="side" />
            </div>
          )}
          <div className={styles.waiting}>
            <WaitingPanel />
          </div>
        </aside>
      )}
      <Middle {...props} />
      <aside className={styles.right} aria-label={i18n._('Notes and messages')}>
        <div className={styles.notes} tabIndex={0}>
          <NotesPanel />
        </div>
        <div className={styles.talk}>
          <ChatPanel />
        </div>
      </aside>
    </div>
  );
}

/** The same parts, one at a time, for a narrow window. */
function NarrowBody(props: BodyProps) {
  const i18n = useWords();
  const waiting = useSlice('waiting');
  const chat = useSlice('chat');
  return (
    <main className={styles.narrow}>
      <Tabs
        label={i18n._('Parts of the session')}
        tabs={[
          {
            id: 'people',
            label: i18n._('People'),
            content: <Middle {...props} isBoardOpen={false} as="div" />,
          },
          {
            id: 'waiting',
            label: i18n._('Waiting'),
            badge: waiting.people.length,
            content: (
              <div className={styles.sheet}>
                <WaitingPanel />
              </div>
            ),
          },
          { id: 'rooms', label: i18n._('Rooms'), content: <RoomsBoard place="middle" /> },
          {
            id: 'notes',
            label: i18n._('Notes'),
            content: (
              <div className={styles.sheet}>
                <NotesPanel />
              </div>
            ),
          },
          {
            id: 'chat',
            label: i18n._('Messages'),
            badge: chat.unread,
            content: (
              <div className={styles.sheetFull}>
                <ChatPanel />
              </div>
            ),
          },
        ]}
      />
    </main>
  );
}
