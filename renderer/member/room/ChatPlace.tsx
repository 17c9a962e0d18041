import { X } from 'lucide-react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/IconButton.tsx';
import { useWords } from '../../words/i18n.ts';
import { MemberDialog } from '../MemberDialog.tsx';
import { Chat } from './Chat.tsx';
import styles from './ChatPlace.module.css';
import { useRoom, type Situation } from './roomContext.ts';
import { useIsNarrow } from './useIsNarrow.ts';

/** Where the chat stands: a sheet over a phone, a column beside the room on a desk, where one can go on watching. */
export function ChatPlace({ situation }: { situation: Situation }) {
  const i18n = useWords();
  const room = useRoom();
  const isOpen = useStore(room.store, (view) => view.isChatOpen);
  const isNarrow = useIsNarrow();
  const close = () => room.setChatOpen(false);
  if (isNarrow) {
    return (
      <MemberDialog isOpen={isOpen} onClose={close} title={i18n._('Chat')} kind="sheet">
        <Chat situation={situation} />
      </MemberDialog>
    );
  }
  if (!isOpen) return null;
  return (
    <aside className={styles.column} aria-label={i18n._('Chat')}>
      <div className={styles.header}>
        <h2 className={styles.title}>{i18n._('Chat')}</h2>
        <IconButton label={i18n._('Close the chat')} icon={<X />} onPress={close} placement="bottom" />
      </div>
      <Chat situation={situation} />
    </aside>
  );
}
