import type { I18n } from '@lingui/core';
import { SendHorizontal } from 'lucide-react';
import { useEffect, useRef, useState, type Ref } from 'react';
import { useStore } from 'zustand';
import type { ChatMessage, ChatPolicy } from '../../../src/protocol/session/state.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime } from '../../words/time.ts';
import styles from './Chat.module.css';
import { nameIn, useRoom, type Situation } from './roomContext.ts';

type Target = 'room' | 'staff';

/** The messages a member may see, and the field to write one: always to staff, to the room where staff allow it. */
export function Chat({ situation }: { situation: Situation }) {
  const i18n = useWords();
  const room = useRoom();
  const { state, offer } = situation;
  const text = useStore(room.store, (view) => view.chatDraft);
  const [wanted, setTarget] = useState<Target>('room');
  const [isSending, setSending] = useState(false);
  const line = useRef<HTMLDivElement>(null);
  const target: Target = state.chatPolicy === 'everyone' ? wanted : 'staff';

  async function send(): Promise<void> {
    if (text.trim() === '' || isSending) return;
    setSending(true);
    if (await room.sendChat({ to: target }, text.trim())) {
      // The button rests once the field is empty: who pressed it by keyboard would stand nowhere.
      if (line.current?.contains(document.activeElement)) line.current.querySelector('textarea')?.focus();
      room.setChatDraft('');
    }
    setSending(false);
  }
  const sendNow = text.trim() === '' ? undefined : offer('sendChat', () => void send());

  return (
    <div className={styles.chat}>
      <Messages messages={state.chat} situation={situation} />
      <div className={styles.compose}>
        {state.chatPolicy === 'everyone' ? (
          <RadioGroup
            label={i18n._('To')}
            layout="row"
            value={target}
            onChange={setTarget}
            options={[
              { value: 'room', label: i18n._('Everyone here') },
              { value: 'staff', label: i18n._('Facilitators only') },
            ]}
          />
        ) : (
          <p className={styles.policy}>{policyWords(i18n, state.chatPolicy)}</p>
        )}
        <div ref={line} className={styles.line}>
          <TextArea
            label={
              target === 'room' ? i18n._('Message to everyone here') : i18n._('Message to the facilitators')
            }
            value={text}
            onChange={(draft) => room.setChatDraft(draft)}
            rows={2}
            maxLength={2000}
            onSubmit={() => sendNow?.()}
          />
          <Button variant="primary" icon={<SendHorizontal />} isPending={isSending} onPress={sendNow}>
            {i18n._('Send')}
          </Button>
        </div>
      </div>
    </div>
  );
}

function policyWords(i18n: I18n, policy: Exclude<ChatPolicy, 'everyone'>): string {
  return policy === 'off'
    ? i18n._('The chat is closed just now. You can still write to the facilitators.')
    : i18n._('You can write to the facilitators. Nobody else sees it.');
}

function Messages({ messages, situation }: { messages: readonly ChatMessage[]; situation: Situation }) {
  const i18n = useWords();
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // In braces: newer browsers give a promise back, which React would take for a clean-up.
    end.current?.scrollIntoView({ block: 'nearest' });
  }, [messages.length]);
  if (messages.length === 0) return <p className={styles.empty}>{i18n._('No messages yet.')}</p>;
  return (
    <ol role="list" className={styles.messages} tabIndex={0} aria-label={i18n._('Messages')}>
      {messages.map((message, index) => (
        <Message
          key={message.id}
          message={message}
          situation={situation}
          ref={index === messages.length - 1 ? end : null}
        />
      ))}
    </ol>
  );
}

function Message({
  message,
  situation,
  ref,
}: {
  message: ChatMessage;
  situation: Situation;
  ref: Ref<HTMLLIElement>;
}) {
  const i18n = useWords();
  const isOwn = message.from === situation.self.id;
  const author = isOwn
    ? i18n._('You')
    : nameIn(situation.state, message.from, i18n._('Someone who has left'));
  const to = toWords();
  return (
    <li ref={ref} className={styles.message} data-own={isOwn || undefined}>
      <p className={styles.meta}>
        <strong>{author}</strong>
        {to !== null && <span>{to}</span>}
        <time dateTime={new Date(message.at).toISOString()}>{clockTime(i18n, message.at)}</time>
      </p>
      <p className={styles.text}>{message.text}</p>
    </li>
  );

  function toWords(): string | null {
    switch (message.target.to) {
      case 'room':
        return null;
      case 'staff':
        return i18n._('to the facilitators');
      case 'person':
        return isOwn ? i18n._('to the facilitators') : i18n._('to you alone');
      case 'announcement':
        return i18n._('to everyone');
    }
  }
}
