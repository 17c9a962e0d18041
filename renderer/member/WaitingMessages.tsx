import { MessageSquare } from 'lucide-react';
import type { SessionState } from '../../src/protocol/session/state.ts';
import { Banner } from '../ui/Banner.tsx';
import { useWords } from '../words/i18n.ts';
import styles from './Waiting.module.css';

/** What staff have written to the member alone. Who waits cannot answer yet, and is told so. */
export function WaitingMessages({ state, selfId }: { state: SessionState; selfId: string }) {
  const i18n = useWords();
  const messages = state.chat.filter(({ target, from }) => target.to === 'person' && from !== selfId);
  if (messages.length === 0) return null;
  return (
    <>
      {messages.map(({ id, from, text }) => (
        <Banner
          key={id}
          tone="info"
          role="note"
          icon={<MessageSquare />}
          title={i18n._('{name} to you', {
            name: state.participants[from]?.name ?? i18n._('A facilitator'),
          })}
          data-testid="message-to-you"
        >
          {text}
        </Banner>
      ))}
      <p className={styles.hint}>{i18n._('You can answer as soon as you are let in.')}</p>
    </>
  );
}
