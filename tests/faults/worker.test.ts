import { setTimeout as later } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGathering, type Gathering } from './crew/gathering.ts';
import type { Person } from './crew/Person.ts';
import { PersonMedia } from './crew/PersonMedia.ts';
import { StunClient } from './crew/StunClient.ts';

/** As long as the brief pause of a machine that swaps, in milliseconds; below the 10 s after which a request is given up. */
const STOPPED_MS = 5_000;

describe('media workers in trouble', () => {
  let gathering: Gathering;
  let ana: Person;
  let media: readonly [PersonMedia, PersonMedia];
  beforeEach(async () => {
    gathering = await startGathering();
    ana = await gathering.admit(0);
    media = [await PersonMedia.open(gathering.lead), await PersonMedia.open(ana)];
    await ana.until(() => media[1].heard.includes(gathering.lead.id));
  });
  afterEach(async () => gathering.close());

  const lost = (): unknown[] =>
    [...gathering.lead.events, ...ana.events].filter(({ event }) => event.type === 'connectionLost');

  /** Asks the worker itself, over UDP. */
  const answers = async ({ transports }: PersonMedia): Promise<void> => {
    const stun = await StunClient.open(transports.recv);
    await stun.answered();
    stun.close();
  };

  it('FA11: all killed: everybody is told to open transports anew, hears again, and nobody has left', async () => {
    const { hub, lead } = gathering;
    await answers(media[1]);
    for (const pid of hub.workerPids()) process.kill(pid, 'SIGKILL');
    for (const person of [lead, ana])
      await person.until(({ notices }) => notices.some(({ type }) => type === 'mediaReset'));
    // What is not media goes on meanwhile.
    await ana.does({ type: 'raiseHand' });
    const again = [await PersonMedia.open(lead), await PersonMedia.open(ana)] as const;
    await ana.until(() => again[1].heard.includes(lead.id));
    await lead.until(() => again[0].heard.includes(ana.id));
    await answers(again[1]);
    expect(lost()).toEqual([]);
    expect(new Set(lead.links)).toEqual(new Set(['connecting', 'online']));
  });

  it('FA12: stopped for five seconds: commands are done at once, media asked for waits, and nothing is made twice', async () => {
    const { hub, lead } = gathering;
    const stopped = hub.workerPids();
    for (const pid of stopped) process.kill(pid, 'SIGSTOP');
    const asked = ana.connection.request({ type: 'restartIce', direction: 'recv' });
    await Promise.all([ana.does({ type: 'raiseHand' }), later(STOPPED_MS)]);
    for (const pid of stopped) process.kill(pid, 'SIGCONT');
    await asked;
    await answers(media[0]);
    expect(hub.workerPids()).toEqual(expect.arrayContaining(stopped));
    expect([...lead.notices, ...ana.notices].filter(({ type }) => type === 'mediaReset')).toEqual([]);
    expect(media.map(({ heard }) => heard)).toEqual([[ana.id], [lead.id]]);
    expect(lost()).toEqual([]);
  });
});
