import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { healthReplySchema } from '../../src/protocol/api/health.ts';
import { startGathering, type Gathering } from './crew/gathering.ts';

const HOUR_MS = 3_600_000;
const CLOCK = pathToFileURL(path.resolve('tests/faults/crew/jumpingClock.ts')).href;

describe('FA24: a hub whose clock is set while a session runs', () => {
  let gathering: Gathering;
  beforeEach(async () => {
    gathering = await startGathering({ nodeArgs: ['--import', CLOCK] });
  });
  afterEach(async () => gathering.close());

  const jump = async (ms: number): Promise<void> => {
    const { process } = gathering.hub.process;
    const jumped = once(process, 'message');
    process.send({ type: 'jump', ms });
    await jumped;
  };

  it.each([HOUR_MS, -HOUR_MS])(
    'by %i ms: nobody is lost, order holds, and what was timed comes when it was said',
    async (ms) => {
      const { hub, lead } = gathering;
      const ana = await gathering.admit(0);
      await lead.does({ type: 'addRoom', name: 'Oak' });
      const roomId = lead.state.breakouts.rooms[0]?.id ?? '';
      await lead.does({ type: 'assign', participantId: ana.id, roomId });
      await lead.does({ type: 'openRooms', minutes: null });
      await lead.does({ type: 'recallRooms', seconds: 3 });
      const announcedAt = performance.now();
      await jump(ms);
      await ana.does({ type: 'raiseHand' });
      await lead.until(({ events }) => events.some(({ event }) => event.type === 'roomsClosed'));
      // Neither an hour early nor an hour late: this test has seen it.
      expect(performance.now() - announcedAt).toBeGreaterThan(2_500);

      const { events } = lead;
      expect(events.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq).sort((a, b) => a - b));
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort((a, b) => a - b));
      for (const { links } of [lead, ana]) expect(links).toEqual(['connecting', 'online']);
      const health = healthReplySchema.parse(await (await fetch(`${hub.origin}/api/health`)).json());
      expect(health.reasons).toContain('clockJumped');
    },
  );
});
