import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withSeed } from '../support/seedProperties.ts';
import { startGathering, type Gathering } from './crew/gathering.ts';
import type { Person } from './crew/Person.ts';

const COMMANDS = 40;

describe('FA10: a hub that is killed amid commands', () => {
  let gathering: Gathering;
  beforeEach(async () => {
    gathering = await startGathering();
  });
  afterEach(async () => gathering.close());

  const chatOf = ({ state }: Person): string[] => state.chat.map(({ text }) => text);

  it('loses nothing that was accepted, does nothing twice, and everybody is back in their seat', () =>
    withSeed(async (random) => {
      const { hub, lead } = gathering;
      const ana = await gathering.admit(0);
      // After which answer the power goes.
      const killAfter = random.int(1, COMMANDS - 1);
      let accepted = 0;
      const whenSoMany = Promise.withResolvers<void>();
      const texts = Array.from({ length: COMMANDS }, (_, index) => `message ${index}`);
      const sent = texts.map(async (text) => {
        await lead.does({ type: 'sendChat', target: { to: 'room' }, text });
        accepted += 1;
        if (accepted === killAfter) whenSoMany.resolve();
      });
      await whenSoMany.promise;
      await hub.kill();
      const acceptedBefore = accepted;
      await hub.startAgain();
      await Promise.all(sent);
      expect(acceptedBefore).toBeGreaterThanOrEqual(killAfter);

      await ana.until(({ isOnline, state }) => isOnline && state.chat.length >= COMMANDS);
      for (const person of [lead, ana]) {
        expect(chatOf(person)).toEqual(texts);
        expect(person.connectionOf(ana.id)).toBe('online');
        expect(person.state.participants[ana.id]?.presence).toMatchObject({ stage: 'present' });
      }
      const seqs = ana.events.map(({ seq }) => seq);
      expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => a - b));
    }));
});
