import type { LinkState } from '../../live/contract.ts';
import { useWords } from '../../words/i18n.ts';
import { RoomsBoard } from './board/RoomsBoard.tsx';
import { NotesAndMarks } from './marks/NotesAndMarks.tsx';
import { ChatPanel } from './panels/ChatPanel.tsx';
import { Notices } from './panels/Notices.tsx';
import { WaitingPanel } from './panels/WaitingPanel.tsx';
import styles from './SessionScreen.module.css';
import { Stage } from './stage/Stage.tsx';
import { useIsDoorShown, useLocal, useSlice } from './useSession.ts';

/** Rooms and the waiting room at the left, people in the middle, notes and messages at the right. */
export function WideBody({ link }: { link: LinkState }) {
  const i18n = useWords();
  const { isBoardOpen } = useLocal();
  const { status } = useSlice('agenda');
  const { people, removed, left } = useSlice('waiting');
  const waitingFirst = status !== 'in_progress';
  const isDoorShown = useIsDoorShown();
  const hasLeft = !isBoardOpen || people.length > 0 || removed.length > 0 || left.length > 0;
  return (
    <div className={styles.body} data-left={hasLeft ? undefined : 'none'}>
      {hasLeft && (
        <aside
          className={styles.left}
          aria-label={i18n._('Rooms and waiting room')}
          data-first={waitingFirst ? 'waiting' : 'rooms'}
        >
          {!isBoardOpen && (
            <div className={styles.rooms}>
              <RoomsBoard place="side" />
            </div>
          )}
          {!isDoorShown && (
            <div className={styles.waiting}>
              <WaitingPanel />
            </div>
          )}
        </aside>
      )}
      <main className={styles.middle}>
        <Notices link={link} hasPlace={!isBoardOpen} />
        <div className={isBoardOpen ? styles.board : styles.stage}>
          {isBoardOpen ? <RoomsBoard place="middle" /> : <Stage />}
        </div>
      </main>
      <aside className={styles.right} aria-label={i18n._('Notes and messages')}>
        <div className={styles.notes} tabIndex={0}>
          <NotesAndMarks />
        </div>
        <div className={styles.talk}>
          <ChatPanel />
        </div>
      </aside>
    </div>
  );
}
