import type { LinkState } from '../../live/contract.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import { useWords } from '../../words/i18n.ts';
import { RoomsBoard } from './board/RoomsBoard.tsx';
import { NotesAndMarks } from './marks/NotesAndMarks.tsx';
import { ChatPanel } from './panels/ChatPanel.tsx';
import { Notices } from './panels/Notices.tsx';
import { WaitingPanel } from './panels/WaitingPanel.tsx';
import styles from './SessionScreen.module.css';
import { Stage } from './stage/Stage.tsx';
import { useLocal, useSession, useSlice } from './useSession.ts';

/** The same parts, one at a time, for a narrow window; what must always be seen stands above them (CO20). */
export function NarrowBody({ link }: { link: LinkState }) {
  const i18n = useWords();
  const session = useSession();
  const { tab } = useLocal();
  const waiting = useSlice('waiting');
  const chat = useSlice('chat');
  return (
    <main className={styles.narrow}>
      <Notices link={link} hasPlace />
      <Tabs
        label={i18n._('Parts of the session')}
        selected={tab}
        onSelect={session.showTab}
        tabs={[
          {
            id: 'people',
            label: i18n._('People'),
            content: (
              <div className={styles.stage}>
                <Stage />
              </div>
            ),
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
                <NotesAndMarks />
              </div>
            ),
          },
          {
            id: 'chat',
            label: i18n._('Chat'),
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
