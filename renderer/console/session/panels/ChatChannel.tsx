import { Reply, SendHorizontal } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime } from '../../../words/time.ts';
import type { Channel, ChatLine } from '../model/chat.ts';
import { useSession } from '../useSession.ts';
import styles from './Chat.module.css';

function emptyWords(i18n: ReturnType<typeof useWords>, channel: Channel): string {
  if (channel.id === 'staff')
    return i18n._('Only staff read this line, in whichever room they stand. Members can write to it.');
  if (channel.id === 'room') return i18n._('What is written here is read by everyone in this room.');
  return i18n._('Only the two of you read this.');
}

/** One conversation: its lines, and a field to write in. */
export function ChatChannel({ channel, name, tools }: { channel: Channel; name: string; tools?: ReactNode }) {
  const i18n = useWords();
  const end = useRef<HTMLDivElement>(null);
  const count = channel.lines.length;
  const { id } = channel;
  useEffect(() => {
    const list = end.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, [count, id]);
  return (
    <>
      <div role="log" className={styles.lines} ref={end} aria-label={name} tabIndex={0}>
        <ol role="list" className={styles.list}>
          {count === 0 && <li className={styles.faint}>{emptyWords(i18n, channel)}</li>}
          {channel.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
        </ol>
      </div>
      <div>
        {tools}
        <Compose channel={channel} name={name} />
      </div>
    </>
  );
}

function Line({ line }: { line: ChatLine }) {
  const i18n = useWords();
  const session = useSession();
  const { fromName: name } = line;
  return (
    <li
      className={styles.line}
      data-own={line.isOwn || undefined}
      data-from-member={line.isFromMember || undefined}
    >
      <time className="tabular" dateTime={new Date(line.at).toISOString()}>
        {clockTime(i18n, line.at)}
      </time>
      <b>{line.isOwn ? i18n._('You') : name}</b>
      {line.isAnnouncement && <span className={styles.faint}> {i18n._('to every room')}</span>}{' '}
      <span>{line.text}</span>
      {line.isFromMember && (
        <span className={styles.answer}>
          <span className={styles.faint}>{i18n._('from a member; only staff see replies here')}</span>
          <Button size="small" icon={<Reply />} onPress={() => session.writeTo(line.fromId)}>
            {i18n._('Reply to {name}', { name })}
          </Button>
        </span>
      )}
    </li>
  );
}

/** The field. Its words live in the model, so that they are still there after a look at another conversation (CO24). */
function Compose({ channel, name }: { channel: Channel; name: string }) {
  const i18n = useWords();
  const { live } = useSession();
  const isOffline = useStore(live.store, (view) => view.link.state !== 'online');
  const { draft, isSending, write, send } = channel;
  return (
    <>
      <p className={styles.sending} role="status">
        {isSending && isOffline && i18n._('Sending… it goes as soon as the line is back.')}
      </p>
      <div className={styles.compose}>
        <TextArea
          label={i18n._('Message to {channel}', { channel: name })}
          isLabelHidden
          placeholder={i18n._('Write…')}
          value={draft}
          onChange={write}
          isReadOnly={isSending}
          onSubmit={() => void send?.()}
          maxLength={2000}
          rows={1}
        />
        <IconButton label={i18n._('Send')} icon={<SendHorizontal />} onPress={send && (() => void send())} />
      </div>
    </>
  );
}
