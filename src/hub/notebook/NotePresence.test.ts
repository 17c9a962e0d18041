import { beforeEach, describe, expect, it } from 'vitest';
import { MAX_PRESENT_PAGES, PRESENCE_FORGOTTEN_MS } from '../../protocol/notebook/presence.ts';
import { NotePresence } from './NotePresence.ts';

const NOTE = 'note/g/s/m1';
const MARIA = { id: 'maria', displayName: 'Maria L.' };
const NOOR = { id: 'noor', displayName: 'Noor K.' };

let now = 0;
let timers: { at: number; work: () => void }[] = [];
let presence: NotePresence;
beforeEach(() => {
  now = 0;
  timers = [];
  presence = new NotePresence({
    now: () => now,
    after(ms, work) {
      const one = { at: now + ms, work };
      timers.push(one);
      return () => void (timers = timers.filter((other) => other !== one));
    },
  });
});
function pass(ms: number): void {
  now += ms;
  for (const { work } of timers.filter(({ at }) => at <= now)) work();
}
const tell = (person: typeof MARIA, page = 'p', docId = NOTE) =>
  presence.tell(person, { page, open: { docId, place: null } });
const namesSeenBy = (person: typeof MARIA) => tell(person, 'looking').others.map(({ name }) => name);

describe('who has a note open', () => {
  it('NB47 is forgotten 7 seconds after they last said so', async () => {
    tell(NOOR);
    pass(PRESENCE_FORGOTTEN_MS - 1);
    expect(namesSeenBy(MARIA)).toEqual(['Noor K.']);
    tell(NOOR);
    pass(PRESENCE_FORGOTTEN_MS - 1);
    const { others, asOf } = tell(MARIA, 'looking');
    expect(others).toHaveLength(1);
    const waits = presence.news(MARIA, 'looking', asOf, new AbortController().signal);
    pass(1);
    expect((await waits).others).toEqual([]);
    expect(() => presence.noteOf(NOOR, 'p')).toThrow('no note open');
  });

  it('NB49 is refused where they say it too often, and again let in a moment later', () => {
    for (let turn = 0; turn < 20; turn++) tell(NOOR);
    expect(() => tell(NOOR)).toThrow('too often');
    expect(() => tell(MARIA)).not.toThrow();
    pass(1_000);
    expect(() => tell(NOOR)).not.toThrow();
  });

  it('NB49 is on 8 pages at most: the oldest is forgotten', () => {
    for (let page = 0; page <= MAX_PRESENT_PAGES; page++) tell(NOOR, `p${page}`);
    expect(namesSeenBy(MARIA)).toHaveLength(MAX_PRESENT_PAGES);
    expect(() => presence.noteOf(NOOR, 'p0')).toThrow();
    expect(presence.noteOf(NOOR, 'p1')).toBe(NOTE);
  });

  it('NB49 waits once a page: another wait ends the first', async () => {
    const { asOf } = tell(MARIA);
    const never = new AbortController().signal;
    const first = presence.news(MARIA, 'p', asOf, never);
    const second = presence.news(MARIA, 'p', asOf, never);
    expect(await first).toEqual({ others: [], asOf });
    tell(NOOR);
    expect((await second).others).toMatchObject([{ name: 'Noor K.' }]);
  });

  it('NB48 waits no longer than whoever asks', async () => {
    const { asOf } = tell(MARIA);
    const over = new AbortController();
    const waits = presence.news(MARIA, 'p', asOf, over.signal);
    over.abort();
    expect(await waits).toEqual({ others: [], asOf });
    presence.close();
    await expect(presence.news(MARIA, 'p', asOf, new AbortController().signal)).rejects.toThrow();
  });
});
