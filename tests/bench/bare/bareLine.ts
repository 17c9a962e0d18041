import { bareServerMessageSchema, type BareClientMessage } from './bareProtocol.ts';
import type { MediaLine, NoticeListener } from './mediaLine.ts';
import { PendingReplies } from './pendingReplies.ts';

/** A bare page's socket. */
export interface BareLine extends MediaLine {
  /** Goes to a room; requests that follow are about it. */
  join(name: string, room: string): void;
  /** Tells everybody named where to go. */
  send(rooms: Readonly<Record<string, string>>): void;
}

/** Opens the socket and resolves with the server's welcome. */
export function openBareLine(onNotice: NoticeListener, onGo: (room: string) => void): Promise<BareLine> {
  const socket = new WebSocket(`ws://${location.host}/`);
  const pending = new PendingReplies();
  const say = (message: BareClientMessage) => socket.send(JSON.stringify(message));
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The bare server does not answer')));
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = bareServerMessageSchema.parse(JSON.parse(String(data)));
      switch (message.type) {
        case 'welcome':
          return resolve({
            rtpCapabilities: message.rtpCapabilities,
            request: (request) => pending.ask(request, (id) => say({ type: 'media', id, request })),
            join: (name, room) => say({ type: 'join', name, room }),
            async leave() {
              say({ type: 'leave' });
              socket.close();
            },
            send: (rooms) => say({ type: 'send', rooms }),
          });
        case 'mediaReply':
          return pending.answered(message.id, message.reply);
        case 'mediaNotice':
          return onNotice(message.notice);
        case 'go':
          return onGo(message.room);
      }
    });
  });
}
