import { describe, expect, it } from 'vitest';
import {
  PRESENCE_EVERY_MS,
  type Present,
  type PresenceReply,
} from '../../../../src/protocol/notebook/presence.ts';
import { PresenceLink, type PresenceLinkDeps } from './PresenceLink.ts';

const NOTE = 'note/g/s/m1';
const NOOR: Present = { page: 'noor/p', staffId: 'noor', name: 'Noor K.', place: null };
const PLACE = { section: 'plan', before: null } as const;

/** A hub whose answers the test gives, and time that it lets pass. */
function make() {
  let now = 0;
  let timers: { at: number; work: () => void }[] = [];
  const told: Parameters<PresenceLinkDeps['api']['tellPresence']>[0][] = [];
  const tells: PromiseWithResolvers<PresenceReply>[] = [];
  const waits: PromiseWithResolvers<PresenceReply>[] = [];
  const shown: string[] = [];
  const link = new PresenceLink({
    api: {
      tellPresence(body) {
        told.push(body);
        const one = Promise.withResolvers<PresenceReply>();
        tells.push(one);
        return one.promise;
      },
      presenceNews() {
        const one = Promise.withResolvers<PresenceReply>();
        waits.push(one);
        return one.promise;
      },
    },
    page: 'p',
    docId: NOTE,
    timers: {
      now: () => now,
      after(ms, work) {
        const one = { at: now + ms, work };
        timers.push(one);
        return () => void (timers = timers.filter((other) => other !== one));
      },
    },
    onOthers: (others) => shown.push(others.map(({ name }) => name).join()),
  });
  const settle = () => new Promise((resolve) => void setTimeout(resolve));
  return {
    link,
    told,
    waits,
    shown,
    async answer(from: 'tells' | 'waits', others: Present[] | Error) {
      const one = (from === 'tells' ? tells : waits).shift();
      if (others instanceof Error) one?.reject(others);
      else one?.resolve({ others, asOf: JSON.stringify(others) });
      await settle();
    },
    async pass(ms: number) {
      now += ms;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { work } of due) work();
      await settle();
    },
  };
}

describe('the line to who else has a note open', () => {
  it('NB47 says that the note is open, again every 2.5 seconds, and that it is left', async () => {
    const { link, told, answer, pass } = make();
    link.open();
    await answer('tells', []);
    await pass(PRESENCE_EVERY_MS - 1);
    expect(told).toHaveLength(1);
    await pass(1);
    expect(told).toHaveLength(2);
    link.close();
    link.close();
    expect(told.slice(2)).toEqual([{ page: 'p', open: null }]);
    await answer('tells', [NOOR]);
    await pass(60_000);
    expect(told).toHaveLength(3);
  });

  it('NB47 says where the cursor is when it moves, not more often than it has to, and last of all the last place', async () => {
    const { link, told, answer, pass } = make();
    link.open();
    link.move(PLACE);
    await answer('tells', []);
    const last = { section: 'plan', before: { client: 1, clock: 2 } } as const;
    link.move(last);
    link.move(last);
    await pass(300);
    await answer('tells', []);
    expect(told.map(({ open }) => open?.place)).toEqual([null, last]);
    link.move(last);
    await pass(1_000);
    expect(told).toHaveLength(2);
  });

  it('NB48 hears of others at once, with one wait at a time', async () => {
    const { link, waits, shown, answer, pass } = make();
    link.open();
    await answer('tells', []);
    await answer('waits', [NOOR]);
    await pass(PRESENCE_EVERY_MS);
    await answer('tells', [NOOR]);
    expect(waits).toHaveLength(1);
    expect(shown).toEqual(['', 'Noor K.', 'Noor K.']);
  });

  it('WR24 shows nobody once the line is lost: refused, or not answered; and everybody when it is back', async () => {
    for (const lose of ['refused', 'silent'] as const) {
      const { link, shown, answer, pass } = make();
      link.open();
      await answer('tells', [NOOR]);
      await pass(PRESENCE_EVERY_MS);
      if (lose === 'refused') await answer('tells', new Error('no hub'));
      else await pass(4_000);
      expect(shown).toEqual(['Noor K.', '']);
      // What was asked before is no longer listened to.
      await answer('waits', [NOOR]);
      if (lose === 'silent') await answer('tells', [NOOR]);
      expect(shown).toEqual(['Noor K.', '']);
      await pass(PRESENCE_EVERY_MS);
      await answer('tells', [NOOR]);
      expect(shown.at(-1)).toBe('Noor K.');
      await answer('waits', []);
      expect(shown.at(-1)).toBe('');
    }
  });
});
