import { MessagesSquare, Settings2 } from 'lucide-react';
import { useEffect } from 'react';
import type { ChatPolicy } from '../../../../src/protocol/session/state.ts';
import { Button } from '../../../ui/Button.tsx';
import { MenuButton } from '../../../ui/MenuButton.tsx';
import { PopoverButton } from '../../../ui/PopoverButton.tsx';
import { RadioGroup } from '../../../ui/RadioGroup.tsx';
import { useWords } from '../../../words/i18n.ts';
import type { Channel } from '../model/chat.ts';
import { useLocal, useSession, useSlice } from '../useSession.ts';
import { ChatChannel } from './ChatChannel.tsx';
import styles from './Chat.module.css';

/** The staff line, the room's chat and conversations with single members (CO11). */
export function ChatPanel() {
  const i18n = useWords();
  const session = useSession();
  const chat = useSlice('chat');
  const { channel: shownId } = useLocal();
  const channels: readonly Channel[] = [chat.staff, chat.room, ...chat.people];
  const shown = channels.find((channel) => channel.id === shownId) ?? chat.staff;
  const lineCount = shown.lines.length;
  useEffect(() => session.markRead(shown.id), [session, shown.id, lineCount]);
  const nameOfChannel = (channel: Channel): string =>
    channel.personName ?? (channel.id === 'staff' ? i18n._('Staff line') : i18n._('Room'));
  return (
    <section className={styles.chat} aria-label={i18n._('Chat')} data-testid="chat">
      <div className={styles.channels} role="group" aria-label={i18n._('Conversations')}>
        {channels.map((channel) => (
          <Button
            key={channel.id}
            size="small"
            variant={channel.id === shown.id ? 'quiet' : 'plain'}
            isPressed={channel.id === shown.id}
            badge={{
              count: channel.unread,
              words: i18n._('{unread, plural, one {# new message} other {# new messages}}', {
                unread: channel.unread,
              }),
            }}
            onPress={() => session.setLocal({ channel: channel.id })}
          >
            {nameOfChannel(channel)}
          </Button>
        ))}
        {chat.others.length > 0 && (
          <MenuButton
            label={i18n._('Write to one member')}
            icon={<MessagesSquare />}
            isIconOnly
            size="small"
            items={chat.others.map(({ id, name }) => ({
              id,
              label: name,
              onAction: () => session.writeTo(id),
            }))}
          />
        )}
      </div>
      <ChatChannel
        channel={shown}
        name={nameOfChannel(shown)}
        tools={
          shown.id === 'room' && chat.setPolicy ? (
            <Policy policy={chat.policy} onChange={chat.setPolicy} />
          ) : undefined
        }
      />
    </section>
  );
}

function Policy({ policy, onChange }: { policy: ChatPolicy; onChange: (policy: ChatPolicy) => void }) {
  const i18n = useWords();
  const labels: Readonly<Record<ChatPolicy, string>> = {
    off: i18n._('Chat is off'),
    staffOnly: i18n._('Members write to staff only'),
    everyone: i18n._('Everyone writes to everyone'),
  };
  return (
    <PopoverButton
      label={labels[policy]}
      title={i18n._('Who may write to the room')}
      icon={<Settings2 />}
      size="small"
    >
      <RadioGroup
        label={i18n._('Who may write to the room')}
        isLabelHidden
        value={policy}
        onChange={onChange}
        options={[
          {
            value: 'staffOnly',
            label: labels.staffOnly,
            description: i18n._('Members read what staff write. They can always write to staff.'),
          },
          { value: 'everyone', label: labels.everyone },
          {
            value: 'off',
            label: labels.off,
            description: i18n._('Nobody writes to the room. Members can still write to staff.'),
          },
        ]}
      />
    </PopoverButton>
  );
}
