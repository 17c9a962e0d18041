import { SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { TextArea } from '../../../ui/TextArea.tsx';
import { useWords } from '../../../words/i18n.ts';
import { clockTime } from '../../../words/time.ts';
import type { Channel } from '../model/chat.ts';
import styles from './Panels.module.css';

function emptyWords(i18n: ReturnType<typeof useWords>, channel: Channel): string {
  if (channel.id === 'staff')
    return i18n._('Only staff read this line, in whichever room they stand. Members can write to it.');
  if (channel.id === 'room') return i18n._('What is written here is read by everyone in this room.');
  return i18n._('Only the two of you read this.');
}

/** One conversation: its lines, and a field to write in. */
export function ChatChannel({ channel, name, tools }: { channel: Channel; name: string; tools?: ReactNode }) {
  const i18n = useWords();
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const count = channel.lines.length;
  useEffect(() => {
    const list = end.current;
    if (list) list.scrollTop = list.scrollHeight;
  }, [count]);
  const canSend = channel.send !== undefined && text.trim() !== '';
  const send = (): void => {
    const words = text.trim();
    if (!channel.send || words === '') return;
    setText('');
    void channel.send(words).then((isSent) => {
      if (!isSent) setText((now) => (now === '' ? words : now));
    });
  };
  return (
    <>
      <div role="log" className={styles.lines} ref={end} aria-label={name} tabIndex={0}>
        <ol role="list" className={styles.list}>
          {count === 0 && <li className={styles.faint}>{emptyWords(i18n, channel)}</li>}
          {channel.lines.map((line) => (
            <li key={line.id} className={styles.line} data-own={line.isOwn || undefined}>
              <time className="tabular" dateTime={new Date(line.at).toISOString()}>
                {clockTime(i18n, line.at)}
              </time>
              <b>{line.isOwn ? i18n._('You') : line.fromName}</b>
              {line.isAnnouncement && <span className={styles.faint}> {i18n._('to every room')}</span>}{' '}
              {line.text}
            </li>
          ))}
        </ol>
      </div>
      <div>
        {tools}
        <div className={styles.compose}>
          <TextArea
            label={i18n._('Message to {channel}', { channel: name })}
            isLabelHidden
            placeholder={i18n._('Write…')}
            value={text}
            onChange={channel.send && setText}
            onSubmit={send}
            maxLength={2000}
            rows={1}
          />
          <IconButton label={i18n._('Send')} icon={<SendHorizontal />} onPress={canSend ? send : undefined} />
        </div>
      </div>
    </>
  );
}
