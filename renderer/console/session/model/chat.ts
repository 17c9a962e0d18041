import { isStaff } from '../../../../src/domain/session/people.ts';
import type {
  ChatMessage,
  ChatPolicy,
  ChatTarget,
  SessionState,
} from '../../../../src/protocol/session/state.ts';
import { MAIN_ROOM_ID } from '../../../../src/protocol/session/state.ts';
import type { Act } from './act.ts';
import { nameOf, peopleInside, whereIs } from './people.ts';

/** A conversation: the room one stands in, the staff line, or one member (`person:<id>`). */
export type ChannelId = 'room' | 'staff' | `person:${string}`;

export type ChatLine = {
  readonly id: string;
  readonly at: number;
  readonly fromName: string;
  readonly isOwn: boolean;
  readonly isAnnouncement: boolean;
  /** Whether a member wrote it: shown on the staff line, where members may write to staff. */
  readonly isFromMember: boolean;
  readonly text: string;
};

export type Channel = {
  readonly id: ChannelId;
  /** The other person's name in a conversation with one person; null otherwise. */
  readonly personName: string | null;
  readonly lines: readonly ChatLine[];
  readonly unread: number;
  /** Resolves whether it was sent, so that the words stay in the field if not. */
  readonly send: ((text: string) => Promise<boolean>) | undefined;
};

export type ChatView = {
  readonly policy: ChatPolicy;
  readonly setPolicy: ((policy: ChatPolicy) => void) | undefined;
  readonly room: Channel;
  readonly staff: Channel;
  readonly people: readonly Channel[];
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

/** How far each channel has been read: the instant of the last message seen. */
export type ReadMarks = Readonly<Partial<Record<ChannelId, number>>>;

/** CO11: the conversations staff can see, with what is new in each. `started` are people one has begun to write to. */
export function chatView(
  state: SessionState,
  selfId: string,
  read: ReadMarks,
  started: readonly string[],
  act: Act,
): ChatView {
  const roomId = whereIs(state, selfId) ?? MAIN_ROOM_ID;
  const byChannel = new Map<ChannelId, ChatMessage[]>();
  for (const message of state.chat) {
    const id = channelOf(message, selfId, roomId);
    if (id === null) continue;
    const messages = byChannel.get(id);
    if (messages) messages.push(message);
    else byChannel.set(id, [message]);
  }
  const isOver = state.status === 'ended';
  const toChannel = (id: ChannelId, personName: string | null, target: ChatTarget): Channel => {
    const messages = byChannel.get(id) ?? [];
    return {
      id,
      personName,
      lines: messages.map((message) => {
        const from = state.participants[message.from];
        return {
          id: message.id,
          at: message.at,
          fromName: nameOf(state, message.from),
          isOwn: message.from === selfId,
          isAnnouncement: message.target.to === 'announcement',
          isFromMember: from !== undefined && !isStaff(from),
          text: message.text,
        };
      }),
      unread: messages.filter((message) => message.from !== selfId && message.at > (read[id] ?? 0)).length,
      send:
        isOver || (target.to === 'room' && state.chatPolicy === 'off')
          ? undefined
          : (text) => act({ type: 'sendChat', target, text }),
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
    others: peopleInside(state)
      .filter((person) => person.id !== selfId && !withPeople.has(person.id) && !isStaff(person))
      .map(({ id, name }) => ({ id, name })),
    unread: [room, staff, ...people].reduce((sum, channel) => sum + channel.unread, 0),
  };
}
