import type { z } from 'zod';
import { PING_MS, hubMessageSchema, type ClientMessage } from '../../../src/protocol/live.ts';
import { liveTicketReplySchema } from '../../../src/protocol/api/groups.ts';
import { seatReplySchema } from '../../../src/protocol/api/door.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import type { MediaLine, NoticeListener } from './mediaLine.ts';
import { PendingReplies } from './pendingReplies.ts';

const QUALITY_MS = 5_000;

/** A member's live socket, spoken as the product's page speaks it: the door, a ticket, hello, heartbeat, quality. */
export interface HubLine extends MediaLine {
  /** Who one is in the session. */
  readonly selfId: string;
  command(command: Command): Promise<void>;
}

async function post<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

/**
 * Comes through the door with a link's token and resolves with the hub's first snapshot. The page must be of the hub's origin.
 *
 * @param onEvent told of each event's number as it comes in
 */
export async function openHubLine(
  token: string,
  onNotice: NoticeListener,
  onEvent: (seq: number) => void,
): Promise<HubLine> {
  const { seatId } = await post('/api/door', { token }, seatReplySchema);
  const { ticket } = await post(`/api/seats/${seatId}/live-tickets`, {}, liveTicketReplySchema);
  const socket = new WebSocket(`ws://${location.host}/api/live`);
  const say = (message: ClientMessage) => socket.send(JSON.stringify(message));
  const replies = new PendingReplies();
  const commands = new Map<string, { resolve: () => void; reject: (error: Error) => void }>();
  const timers = [
    setInterval(() => say({ type: 'ping' }), PING_MS),
    setInterval(() => say({ type: 'quality', rttMs: 1, lossRatio: 0 }), QUALITY_MS),
  ];
  const close = () => {
    for (const timer of timers) clearInterval(timer);
    socket.close();
  };
  const send = (command: Command) =>
    new Promise<void>((done, failed) => {
      const id = crypto.randomUUID();
      commands.set(id, { resolve: done, reject: failed });
      say({ type: 'command', id, command });
    });
  socket.addEventListener('open', () => say({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket }));
  return new Promise((resolve, reject) => {
    socket.addEventListener('close', () => {
      close();
      reject(new Error('The hub closed the socket'));
    });
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const message = hubMessageSchema.parse(JSON.parse(String(data)));
      switch (message.type) {
        case 'snapshot':
          return resolve({
            selfId: message.selfId,
            rtpCapabilities: message.rtpCapabilities,
            request: (request) => replies.ask(request, (id) => say({ type: 'media', id, request })),
            command: send,
            async leave() {
              await send({ type: 'leave' });
              close();
            },
          });
        case 'accepted':
          commands.get(message.id)?.resolve();
          return void commands.delete(message.id);
        case 'refused':
          commands.get(message.id)?.reject(new Error(JSON.stringify(message.error)));
          commands.delete(message.id);
          return replies.refused(message.id, JSON.stringify(message.error));
        case 'mediaReply':
          return replies.answered(message.id, message.reply);
        case 'mediaNotice':
          return onNotice(message.notice);
        case 'problem':
        case 'goodbye':
          return reject(new Error(JSON.stringify(message)));
        case 'events':
          for (const { seq } of message.events) onEvent(seq);
          return;
        case 'speakers':
        case 'qualities':
        case 'pong':
        case 'beat':
          return;
      }
    });
  });
}
