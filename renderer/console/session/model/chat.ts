import { isStaff, roomIdOf } from '../../../../src/domain/session/people.ts';
import type {
  ChatMessage,
  ChatPolicy,
  ChatTarget,
  SessionState,
} from '../../../../src/protocol/session/state.ts';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { nameOf, peopleInside } from './people.ts';
import type { ChannelId, DraftId, Talk, TalkView } from './talk.ts';

export type ChatLine = {
  readonly id: string;
  readonly at: number;
  readonly fromId: string;
  readonly fromName: string;
  readonly isOwn: boolean;
  readonly isAnnouncement: boolean;
  /** A member's line to staff: what is answered on the staff line, they do not read (CO23). */
  readonly isFromMember: boolean;
  readonly text: string;
};

/** Words that are being written. They stay until the hub has them (CO24). */
export type Draft = {
  readonly draft: string;
  readonly isSending: boolean;
  /** Undefined where nothing may be written now. */
  readonly write: ((text: string) => void) | undefined;
  /** Resolves whether the hub took it. */
  readonly send: (() => Promise<boolean>) | undefined;
};

export type Channel = Draft & {
  readonly id: ChannelId;
  /** The other person's name in a conversation with one person; null otherwise. */
  readonly personName: string | null;
  readonly lines: readonly ChatLine[];
  readonly unread: number;
};

export type ChatView = {
  readonly policy: ChatPolicy;
  readonly setPolicy: ((policy: ChatPolicy) => void) | undefined;
  readonly room: Channel;
  readonly staff: Channel;
  readonly people: readonly Channel[];
  /** The message to every room at once; nothing can be written there while rooms are closed. */
  readonly announcement: Draft;
  /** Members present with whom no conversation has begun. */
  readonly others: readonly { readonly id: string; readonly name: string }[];
  readonly unread: number;
};

/** Which channel a message belongs to for a viewer who stands in a room; null where it belongs to another room. */
export function channelOf(message: ChatMessage, selfId: string, roomId: string): ChannelId | null {
  switch (message.target.to) {
    case 'announcement':
      return 'room';
    case 'room':
      return message.roomId === roomId ? 'room' : null;
    case 'staff':
      return 'staff';
    case 'person':
      return `person:${message.from === selfId ? message.target.participantId : message.from}`;
  }
}

/** CO11, CO23, CO24: the conversations staff can see, with what is new in each and what is being written. */
export function chatView(
  state: SessionState,
  selfId: string,
  { read, started, drafts, sending }: TalkView,
  talk: Pick<Talk, 'write' | 'send'>,
  act: Act,
): ChatView {
  const roomId = roomIdOf(state, selfId) ?? MAIN_ROOM_ID;
  const byChannel = new Map<ChannelId, ChatMessage[]>();
  for (const message of state.chat) {
    const id = channelOf(message, selfId, roomId);
    if (id === null) continue;
    const messages = byChannel.get(id);
    if (messages) messages.push(message);
    else byChannel.set(id, [message]);
  }
  const isOver = state.status === 'ended';
  const toDraft = (id: DraftId, mayWrite: boolean, deliver: (text: string) => Promise<boolean>): Draft => {
    const draft = drafts[id] ?? '';
    const isSending = sending.has(id);
    return {
      draft,
      isSending,
      write: mayWrite ? (text) => talk.write(id, text) : undefined,
      send: mayWrite && !isSending && draft.trim() !== '' ? () => talk.send(id, deliver) : undefined,
    };
  };
  const toChannel = (id: ChannelId, personName: string | null, target: ChatTarget): Channel => {
    const messages = byChannel.get(id) ?? [];
    const isShut = isOver || (target.to === 'room' && state.chatPolicy === 'off');
    return {
      id,
      personName,
      lines: messages.map((message) => {
        const from = state.participants[message.from];
        return {
          id: message.id,
          at: message.at,
          fromId: message.from,
          fromName: nameOf(state, message.from),
          isOwn: message.from === selfId,
          isAnnouncement: message.target.to === 'announcement',
          isFromMember: id === 'staff' && from !== undefined && !isStaff(from),
          text: message.text,
        };
      }),
      unread: messages.filter((message) => message.from !== selfId && message.at > (read[id] ?? 0)).length,
      ...toDraft(id, !isShut, (text) => act({ type: 'sendChat', target, text })),
    };
  };
  const withPeople = new Set(started);
  for (const id of byChannel.keys()) if (id.startsWith('person:')) withPeople.add(id.slice('person:'.length));
  const people = [...withPeople].map((id) =>
    toChannel(`person:${id}`, nameOf(state, id), { to: 'person', participantId: id }),
  );
  const room = toChannel('room', null, { to: 'room' });
  const staff = toChannel('staff', null, { to: 'staff' });
  return {
    policy: state.chatPolicy,
    setPolicy:
      isOver || !act.may('setChatPolicy')
        ? undefined
        : (policy) => void act({ type: 'setChatPolicy', policy }),
    room,
    staff,
    people,
    announcement: toDraft(
      'announcement',
      !isOver && state.breakouts.stage === 'open' && act.may('messageRooms'),
      (text) => act({ type: 'messageRooms', text }),
    ),
    others: peopleInside(state)
      .filter((person) => person.id !== selfId && !withPeople.has(person.id) && !isStaff(person))
      .map(({ id, name }) => ({ id, name })),
    unread: [room, staff, ...people].reduce((sum, channel) => sum + channel.unread, 0),
  };
}
