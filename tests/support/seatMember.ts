import { createSystemClock } from '../../renderer/live/clock.ts';
import { createConnection } from '../../renderer/live/connection/connection.ts';
import { createDoorApi } from '../../renderer/member/doorApi.ts';
import type { CommandOf } from '../../src/protocol/session/commands.ts';
import { createNodeDoor, openNodeSocket } from './nodeDoor.ts';

/** Somebody in the session who has no screen. Its owner closes it. */
export type SeatedMember = { close(): void };

const ARRIVE: CommandOf<'arrive'> = {
  type: 'arrive',
  isMicOn: false,
  isCameraOn: false,
  door: {
    checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
    privacy: {
      place: '12 Elm Street, Springfield',
      callbackPhone: '555 010 4477',
      company: 'alone',
      hasHeadphones: true,
      isDriving: false,
    },
    hasAgreed: true,
  },
};

/**
 * Brings a member from their personal link to the waiting room over the product's own connection, without a browser: where a test is about what
 * follows from the hour, eight browsers would take most of its time.
 */
export async function seatMember(link: string): Promise<SeatedMember> {
  const { origin, hash } = new URL(link);
  const door = createNodeDoor(origin);
  const api = createDoorApi(door.fetch);
  const { seatId } = await api.openLink(hash.slice(1));
  const connection = createConnection({
    url: `${origin.replace('http', 'ws')}/api/live`,
    fetchTicket: (signal) => api.fetchTicket(seatId, signal),
    openSocket: openNodeSocket,
    onWakeUp: () => () => undefined,
    clock: createSystemClock(),
    random: Math.random,
    newId: () => crypto.randomUUID(),
    onLink: () => undefined,
    onMessage: () => undefined,
    onBack: () => undefined,
    onHubTime: () => undefined,
  });
  await connection.send(ARRIVE);
  return connection;
}
