import { createStore, type StoreApi } from 'zustand/vanilla';

/** A conversation: the room one stands in, the staff line, or one member (`person:<id>`). */
export type ChannelId = 'room' | 'staff' | `person:${string}`;

/** How far each channel has been read: the instant of the last message seen. */
export type ReadMarks = Readonly<Partial<Record<ChannelId, number>>>;

/** Where words are being written: a conversation, or the message to every room. */
export type DraftId = ChannelId | 'announcement';

/** What the person at the screen has read, begun and not sent yet. Kept while the parts of the screen come and go. */
export type TalkView = {
  readonly read: ReadMarks;
  /** Members one has begun to write to. */
  readonly started: readonly string[];
  readonly drafts: Readonly<Partial<Record<DraftId, string>>>;
  /** Drafts which the hub has been sent and has not confirmed. */
  readonly sending: ReadonlySet<DraftId>;
};

export interface Talk {
  readonly store: StoreApi<TalkView>;
  markRead(channel: ChannelId, upTo: number): void;
  begin(participantId: string): void;
  /** Keeps what is written so far. Nothing changes while it is being sent. */
  write(id: DraftId, text: string): void;
  /**
   * Sends a draft. Its words go only once the hub has them, and stay where it refuses (CO24).
   * @param deliver resolves whether the hub took it
   */
  send(id: DraftId, deliver: (text: string) => Promise<boolean>): Promise<boolean>;
}

/** Makes what is kept of one session's messages on this screen. */
export function createTalk(): Talk {
  const store = createStore<TalkView>(() => ({
    read: {},
    started: [],
    drafts: {},
    sending: new Set<DraftId>(),
  }));
  const put = (id: DraftId, text: string): void =>
    store.setState({ drafts: { ...store.getState().drafts, [id]: text } });
  const setSending = (id: DraftId, isSending: boolean): void => {
    const sending = new Set(store.getState().sending);
    if (isSending) sending.add(id);
    else sending.delete(id);
    store.setState({ sending });
  };
  return {
    store,
    markRead(channel, upTo) {
      const { read } = store.getState();
      if ((read[channel] ?? 0) < upTo) store.setState({ read: { ...read, [channel]: upTo } });
    },
    begin(participantId) {
      const { started } = store.getState();
      if (!started.includes(participantId)) store.setState({ started: [...started, participantId] });
    },
    write(id, text) {
      if (!store.getState().sending.has(id)) put(id, text);
    },
    async send(id, deliver) {
      const text = (store.getState().drafts[id] ?? '').trim();
      if (text === '' || store.getState().sending.has(id)) return false;
      setSending(id, true);
      const isSent = await deliver(text);
      if (isSent) put(id, '');
      setSending(id, false);
      return isSent;
    },
  };
}
