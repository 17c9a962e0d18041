import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemClock } from '../../renderer/live/clock.ts';
import { Random } from '../sim/core/Random.ts';
import { startGathering, type Gathering } from './crew/gathering.ts';
import type { Person } from './crew/Person.ts';
import { createSpeedyClock } from './crew/speedyClock.ts';
import { Sky } from './proxy/Sky.ts';
import { TcpProxy } from './proxy/TcpProxy.ts';

const DAY_MS = 86_400_000;

describe('a line that fails', () => {
  let gathering: Gathering;
  let sky: Sky;
  let proxy: TcpProxy;
  let through: string;
  beforeEach(async () => {
    gathering = await startGathering();
    sky = new Sky();
    const target = { host: '127.0.0.1', port: gathering.hub.port };
    proxy = await TcpProxy.open({
      listen: { host: '127.0.0.1', port: 0 },
      target,
      sky,
      random: new Random(1),
    });
    through = `http://127.0.0.1:${proxy.port}`;
  });
  afterEach(async () => {
    await gathering.close();
    await proxy.close();
  });

  /** Nobody has missed an event or has one twice, and both see the same. */
  const expectSameSession = async (one: Person, other: Person): Promise<void> => {
    await one.until(({ state }) => state.seq === other.state.seq);
    for (const { events } of [one, other]) {
      const seqs = events.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }
    const seenBy = ({ state }: Person) => {
      // What was said at the door is for staff alone.
      const { door: _, ...rest } = state.participants[one.id] ?? { door: null };
      return rest;
    };
    expect(seenBy(one)).toEqual(seenBy(other));
  };

  it.each([
    { seconds: 1, speed: 1 },
    { seconds: 5, speed: 5 },
    { seconds: 60, speed: 20 },
  ])(
    'FA20: cut for $seconds s keeps the seat, and what was asked for meanwhile is done once',
    async ({ seconds, speed }) => {
      const { lead } = gathering;
      const ana = await gathering.admit(0, { through, clock: createSpeedyClock(speed) });
      sky.set({ isCut: true });
      await lead.until(() => lead.connectionOf(ana.id) === 'lost');
      await ana.until(({ isOnline }) => !isOnline);
      const raised = ana.does({ type: 'raiseHand' });
      await later((seconds * 1_000) / speed);
      expect(ana.connection.link.state).toBe('reconnecting');
      sky.clear();
      await raised;
      await lead.until(() => lead.connectionOf(ana.id) === 'online');
      const types = lead.events.filter(({ by }) => by === ana.id).map(({ event }) => event.type);
      expect(types.filter((type) => type === 'handRaised')).toHaveLength(1);
      expect(lead.state.participants[ana.id]?.presence.stage).toBe('present');
      await expectSameSession(ana, lead);
    },
  );

  it('FA21: half-open is noticed at both ends by silence, and mended', async () => {
    const { lead } = gathering;
    const ana = await gathering.admit(0, { through });
    sky.set({ isDark: true });
    await Promise.all([
      lead.until(() => lead.connectionOf(ana.id) === 'lost'),
      ana.until(({ isOnline }) => !isOnline),
    ]);
    sky.clear();
    await ana.until(({ isOnline }) => isOnline);
    await lead.until(() => lead.connectionOf(ana.id) === 'online');
    await ana.does({ type: 'raiseHand' });
    await expectSameSession(ana, lead);
  });

  it('FA22: cut for all eight at once, they come back one by one, each once', async () => {
    const { lead } = gathering;
    const members: Person[] = [];
    for (let index = 0; index < 8; index += 1)
      members.push(await gathering.admit(index, { through, seed: index }));
    proxy.cut();
    await lead.until(
      ({ events }) => events.filter(({ event }) => event.type === 'connectionLost').length === 8,
    );
    await lead.until(() =>
      members.every(({ id, isOnline }) => isOnline && lead.connectionOf(id) === 'online'),
    );
    for (const member of members) {
      expect(member.links).toEqual(['connecting', 'online', 'reconnecting', 'online']);
      const back = lead.events.filter(
        ({ event }) => event.type === 'connectionRestored' && event.participantId === member.id,
      );
      expect(back).toHaveLength(1);
      await expectSameSession(member, lead);
    }
  });

  it.each([DAY_MS, -DAY_MS])(
    'FA23: a client whose clock is wrong by %i ms is in, and knows the hub’s time',
    async (wrongBy) => {
      const ana = await gathering.admit(0, { through, clock: createSystemClock(() => Date.now() + wrongBy) });
      await ana.does({ type: 'raiseHand' });
      expect(Math.abs(ana.hubOffsetMs + wrongBy)).toBeLessThan(60_000);
      const { lead } = gathering;
      await lead.until(({ events }) => events.some(({ event }) => event.type === 'handRaised'));
      const raised = lead.events.find(({ event }) => event.type === 'handRaised');
      expect(Math.abs((raised?.at ?? 0) - Date.now())).toBeLessThan(60_000);
    },
  );
});
