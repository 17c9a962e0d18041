import fastify from 'fastify';
import { pino } from 'pino';
import type { Actor } from '../../../src/domain/session/contract.ts';
import { createLiveTickets } from '../../../src/hub/identity/liveTickets.ts';
import { createLive, type Live, type LiveDeps } from '../../../src/hub/live/createLive.ts';
import type { SessionLog } from '../../../src/hub/records/sessionLog.ts';
import type { Command } from '../../../src/protocol/session/commands.ts';
import type { SessionFacts } from '../../../src/protocol/session/events.ts';
import { TestClient } from './TestClient.ts';

export const SESSION_ID = 'session-1';

export const FACTS: SessionFacts = {
  id: SESSION_ID,
  groupId: 'group-1',
  groupName: 'Tuesday group',
  scheduledStart: 1_800_000_000_000,
  scheduledEnd: 1_800_010_800_000,
  blocks: [
    { kind: 'check_in', title: { en: 'Check-in', es: 'Inicio' }, plannedMinutes: 20, isCountable: true },
  ],
};

export const LEAD: Actor = { kind: 'staff', id: 'lead', name: 'Maria T.', role: 'lead' };
export const COLEAD: Actor = { kind: 'staff', id: 'colead', name: 'Ken O.', role: 'coFacilitator' };
export const member = (id: string): Actor => ({ kind: 'member', id, name: `Member ${id}`, language: 'en' });

/** What a member says at the door when everything is in order. */
export const ARRIVE: Command = {
  type: 'arrive',
  isMicOn: true,
  isCameraOn: true,
  door: {
    checks: { camera: 'ok', microphone: 'ok', speaker: 'ok', connection: 'ok' },
    privacy: {
      place: '12 Sample Street',
      callbackPhone: '+1 555 0100',
      company: 'alone',
      hasHeadphones: true,
      isDriving: false,
    },
    hasAgreed: true,
  },
};
export const STEP_IN: Command = { type: 'arrive', isMicOn: true, isCameraOn: true };

/** A real hub's live part on a free port, over whichever log it is given. */
export type LiveHub = {
  readonly live: Live;
  readonly url: string;
  /** @param keyHash which of the person's sign-ins, or of the keys to their seat, it is given for */
  ticket(actor: Actor, sessionId?: string, keyHash?: string): string;
  enter(actor: Actor, keyHash?: string): Promise<TestClient>;
  /** A lead in the room, the session started. */
  startSession(): Promise<TestClient>;
  /** A member who has come through the door and been let in. */
  admit(lead: TestClient, id: string): Promise<TestClient>;
  close(): Promise<void>;
};

export async function startLiveHub(log: SessionLog, overrides: Partial<LiveDeps> = {}): Promise<LiveHub> {
  const app = fastify();
  const tickets = createLiveTickets({ now: () => Date.now() });
  const live = await createLive({
    app,
    log,
    tickets,
    findFacts: async (sessionId) => (sessionId === SESSION_ID ? FACTS : null),
    findSlide: () => 'unknownDeck',
    isStillGood: async () => true,
    logger: pino({ level: process.env['LIVE_LOG'] ?? 'silent' }),
    config: { workerCount: 1, listenIp: '127.0.0.1', mediaPort: 0, allowedOrigins: ['https://hub.example'] },
    ...overrides,
  });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `${address.replace('http', 'ws')}/api/live`;
  const ticket = (actor: Actor, sessionId = SESSION_ID, keyHash = 'key') =>
    tickets.issue({ sessionId, actor, seatId: actor.kind === 'member' ? `seat-${actor.id}` : null, keyHash });
  const enter = async (actor: Actor, keyHash?: string) =>
    TestClient.enter(url, ticket(actor, SESSION_ID, keyHash));
  return {
    live,
    url,
    ticket,
    enter,
    async startSession() {
      const lead = await enter(LEAD);
      await lead.does({ type: 'openWaitingRoom' });
      await lead.does(STEP_IN);
      await lead.does({ type: 'startSession' });
      return lead;
    },
    async admit(lead, id) {
      const client = await enter(member(id));
      await client.does(ARRIVE);
      await lead.does({ type: 'admit', participantId: id });
      await client.next('snapshot', ({ state }) => state.participants[id]?.presence.stage === 'present');
      return client;
    },
    async close() {
      await live.close();
      await app.close();
    },
  };
}
