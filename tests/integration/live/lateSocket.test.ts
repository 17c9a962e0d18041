import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { audienceOf } from '../../../src/domain/session/audience.ts';
import type { Actor } from '../../../src/domain/session/contract.ts';
import { createLiveTickets } from '../../../src/hub/identity/liveTickets.ts';
import { systemClock } from '../../../src/hub/live/clock.ts';
import { LiveSocket } from '../../../src/hub/live/LiveSocket.ts';
import { SessionRegistry } from '../../../src/hub/live/SessionRegistry.ts';
import type { CommandKey } from '../../../src/hub/records/sessionLog.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { HubEnd } from '../../sim/world/HubEnd.ts';
import { SilentMedia } from '../../sim/world/SilentMedia.ts';
import { COLEAD, FACTS, LEAD, member, SESSION_ID } from './liveHub.ts';
import { MemoryLog } from './MemoryLog.ts';

/** A log in which reading, looking a command up, and writing take until the gate opens. */
class HeldLog extends MemoryLog {
  gate: Promise<void> = Promise.resolve();

  override async read(...asked: Parameters<MemoryLog['read']>): ReturnType<MemoryLog['read']> {
    await this.gate;
    return super.read(...asked);
  }

  override async findCommand(sessionId: string, key: CommandKey): Promise<{ upTo: number } | null> {
    await this.gate;
    return super.findCommand(sessionId, key);
  }

  override async append(...asked: Parameters<MemoryLog['append']>): Promise<void> {
    await this.gate;
    return super.append(...asked);
  }
}

describe('a socket that closes on its way in', () => {
  const logger = pino({ level: 'silent' });
  const tickets = createLiveTickets({ now: () => Date.now() });
  const medias: SilentMedia[] = [];
  let log: HeldLog;
  let registry: SessionRegistry;

  beforeEach(() => {
    medias.length = 0;
    log = new HeldLog();
    registry = new SessionRegistry({
      log,
      findFacts: async () => FACTS,
      findSlide: () => 'unknownDeck',
      clock: systemClock,
      newId: randomUUID,
      random: Math.random,
      logger,
      audience: audienceOf,
      openMedia: () => async (listener) => {
        const ignore = (): void => undefined;
        const watcher = { onState: ignore, onAttached: ignore, onDetached: ignore };
        const media = new SilentMedia(listener, watcher);
        medias.push(media);
        return media;
      },
    });
  });
  afterEach(() => registry.close());

  /** A connection that has said hello, and what it is told. */
  function connect(actor: Actor): { end: HubEnd; hears: (type: string) => Promise<void> } {
    const waiting = new Map<string, () => void>();
    const heard = new Set<string>();
    const end = new HubEnd({
      say(text) {
        const { type } = JSON.parse(text);
        heard.add(type);
        waiting.get(type)?.();
      },
      sayClose: () => undefined,
      cutOff: () => undefined,
      waiting: () => 0,
    });
    const onClosed = (): void => undefined;
    const live = {
      socket: end,
      peerId: randomUUID(),
      registry,
      tickets,
      isStillGood: async () => true,
      clock: systemClock,
      logger,
      onClosed,
      onFlooded: () => undefined,
    };
    new LiveSocket(live);
    const ticket = tickets.issue({ sessionId: SESSION_ID, actor, seatId: null, keyHash: 'key' });
    end.hear(JSON.stringify({ type: 'hello', protocolVersion: PROTOCOL_VERSION, ticket }));
    return {
      end,
      hears: async (type) =>
        new Promise((resolve) => {
          waiting.set(type, resolve);
          if (heard.has(type)) resolve();
        }),
    };
  }
  const command = (type: string): string =>
    JSON.stringify({ type: 'command', id: randomUUID(), command: { type } });

  it('LI31: is not taken in by the host that follows a released one', async () => {
    const lead = connect(LEAD);
    await lead.hears('snapshot');
    const gate = Promise.withResolvers<void>();
    log.gate = gate.promise;
    lead.end.hear(command('openWaitingRoom'));
    // Waits behind the lead's command, and is gone before it is its turn; the lead goes last, and the host is released.
    const ana = connect(member('ana'));
    await new Promise(setImmediate);
    ana.end.hearClosed();
    lead.end.hearClosed();
    gate.resolve();
    await vi.waitFor(() => expect(medias[0]?.isClosed).toBe(true));

    const colead = connect(COLEAD);
    await colead.hears('snapshot');
    colead.end.hear(command('muteAll'));
    await colead.hears('refused');
    expect(medias.map(({ attached }) => [...attached])).toEqual([[], ['colead']]);
  });

  it('LI31: leaves no host behind that was opened for it alone', async () => {
    const gate = Promise.withResolvers<void>();
    log.gate = gate.promise;
    const lead = connect(LEAD);
    await new Promise(setImmediate);
    const opening = registry.hostOf(SESSION_ID);
    lead.end.hearClosed();
    gate.resolve();
    await opening;
    await new Promise(setImmediate);
    expect(await registry.liveHost(SESSION_ID)).toBeNull();
    expect(medias.map(({ isClosed }) => isClosed)).toEqual([true]);
  });
});
