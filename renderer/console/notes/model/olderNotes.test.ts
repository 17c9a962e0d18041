import { describe, expect, it } from 'vitest';
import { FAKE_NOTES_SESSION } from '../../fake/fakeNotes.ts';
import { createOlderNotes } from './olderNotes.ts';

function make() {
  const clock = { now: 0 };
  const asked: number[] = [];
  const state = { isThere: true };
  const older = createOlderNotes(
    {
      async notesSessions(before = 0) {
        asked.push(before);
        if (!state.isThere) throw new Error('no hub');
        const sessions = before === 20 ? [FAKE_NOTES_SESSION] : [];
        return { sessions, olderBefore: before > 10 ? before - 10 : null };
      },
    },
    () => clock.now,
  );
  return { older, clock, asked, state };
}

describe('WR19 older pages of the notes', () => {
  it('are read to the end, and again after a minute where something is to be signed, else after an hour', async () => {
    const { older, clock, asked } = make();
    await older.follow(30);
    expect(asked).toEqual([30, 20, 10]);
    await older.follow(30);
    expect(asked).toHaveLength(3);
    clock.now = 61_000;
    await older.follow(30);
    expect(asked).toEqual([30, 20, 10, 20]);
    clock.now = 3_700_000;
    await older.follow(30);
    expect(asked.slice(4)).toEqual([30, 20, 10]);
    expect(older.store.getState().pages.map(({ before }) => before)).toEqual([30, 20, 10]);
  });

  it('are read at once where something was signed here', async () => {
    const { older, asked } = make();
    await older.follow(30);
    older.outdate('another session');
    await older.follow(30);
    expect(asked).toEqual([30, 20, 10]);
    older.outdate(FAKE_NOTES_SESSION.sessionId);
    await older.follow(30);
    expect(asked).toEqual([30, 20, 10, 20]);
  });

  it('stay where one cannot be read, and go with the account', async () => {
    const { older, clock, state } = make();
    await older.follow(30);
    clock.now = 3_700_000;
    state.isThere = false;
    await older.follow(30);
    expect(older.store.getState().pages).toHaveLength(3);
    const reading = older.follow(30);
    older.forget();
    await reading;
    expect(older.store.getState().pages).toEqual([]);
  });
});
