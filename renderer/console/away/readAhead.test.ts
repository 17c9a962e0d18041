import { describe, expect, it } from 'vitest';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import { FAKE_NOTES_SESSION, FAKE_SESSION_NOTES } from '../fake/fakeNotes.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { createOlderNotes } from '../notes/model/olderNotes.ts';
import { signedRecord } from '../notes/notesKit.tsx';
import { createReadAhead } from './readAhead.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SIGNED = signedRecord({ dueAt: 0, isLateEntry: false, lateReason: '' });

const withStage = (session: NotesSession, stage: NotesSession['notes'][number]['stage']): NotesSession => ({
  ...session,
  notes: session.notes.map((note) => ({ ...note, stage })),
});

function make({ role = 'lead', isAway = false }: { role?: StaffRole; isAway?: boolean } = {}) {
  const state = { now: FAKE_NOTES_SESSION.startedAt ?? 0, isAway, refuses: '' };
  const asked: string[] = [];
  const kept = new Map<string, { at: number; text: string }>();
  const list: NotesSession[] = [FAKE_NOTES_SESSION];
  const planned: { run: () => void; ms: number }[] = [];
  const keep = <T>(path: string, reply: T): T => {
    asked.push(path);
    if (path === state.refuses) throw new CirclewellError('forbidden', 'no');
    kept.set(path, { at: state.now, text: JSON.stringify(reply) });
    return reply;
  };
  const api = {
    notesSessions: async () => ({ sessions: list, olderBefore: null }),
    sessionNotes: async (sessionId: string) => {
      const { status, notes } = list.find((one) => one.sessionId === sessionId) ?? FAKE_NOTES_SESSION;
      return keep(`/api/notes/sessions/${sessionId}`, { ...FAKE_SESSION_NOTES, status, notes });
    },
    noteRecords: async (groupId: string, sessionId: string, subject: string) =>
      keep(`/api/notes/records/${groupId}/${sessionId}/${subject}`, {
        records: [SIGNED],
        returnedWith: {},
        access: 'team' as const,
      }),
  };
  const me = meOf(LEAD);
  const notebook = {
    staffId: me.staff.id,
    client: { keep: async () => undefined, kept: async (key: string) => kept.get(key) ?? null },
  };
  const start = () =>
    createReadAhead({
      api,
      olderNotes: createOlderNotes(api, () => state.now),
      account: () => ({ stage: 'signedIn', me: { ...me, staff: { ...me.staff, role } } }),
      notebook: () => notebook,
      isAway: () => state.isAway,
      timers: { set: (run, ms) => planned.push({ run, ms }), clear: () => undefined },
      now: () => state.now,
    });
  /** Has everything that is planned come about, until the next look is. */
  const look = async (ahead: { stir(): void }) => {
    planned.length = 0;
    ahead.stir();
    for (let turn = 0; turn < 400; turn += 1) {
      const next = planned.findIndex(({ ms }) => ms < 30_000);
      if (next !== -1) planned.splice(next, 1)[0]?.run();
      await Promise.resolve();
    }
    return asked.splice(0);
  };
  return { state, list, kept, start, look };
}

const S1 = '/api/notes/sessions/s1';

describe('NB76 what notes need is read ahead', () => {
  it('once, and again when the list says something else of the session, or after a week', async () => {
    const { state, list, start, look } = make();
    const ahead = start();
    list[0] = { ...FAKE_NOTES_SESSION, status: 'in_progress' };
    expect(await look(ahead)).toEqual([S1]);
    expect(await look(ahead)).toEqual([]);
    list[0] = FAKE_NOTES_SESSION;
    expect(await look(ahead)).toEqual([S1]);
    state.now += 8 * DAY_MS;
    expect(await look(ahead)).toEqual([S1]);
  });

  it('and not again after a start anew, nor where a screen has read it', async () => {
    const { kept, state, start, look } = make();
    const { status, notes } = FAKE_NOTES_SESSION;
    kept.set(S1, { at: state.now, text: JSON.stringify({ ...FAKE_SESSION_NOTES, status, notes }) });
    expect(await look(start())).toEqual([]);
  });

  it('with the chains of what is signed, for a week', async () => {
    const { state, list, start, look } = make();
    const stage = {
      stage: 'signed',
      at: SIGNED.content.type === 'signed' ? SIGNED.content.signature.signedAt : 0,
    } as const;
    list[0] = withStage(FAKE_NOTES_SESSION, stage);
    const read = await look(start());
    expect(read[0]).toBe(S1);
    expect(read.slice(1)).toEqual(
      FAKE_NOTES_SESSION.notes.map(({ docId }) => docId.replace('note/', '/api/notes/records/')),
    );
    expect(await look(start())).toEqual([]);
    state.now += 8 * DAY_MS;
    expect(await look(start())).toEqual([]);
  });

  it('for who writes notes alone, and not while the hub is away', async () => {
    const supervisor = make({ role: 'supervisor' });
    expect(await supervisor.look(supervisor.start())).toEqual([]);
    const away = make({ isAway: true });
    expect(await away.look(away.start())).toEqual([]);
  });

  it('also where one of them is refused', async () => {
    const { state, list, start, look } = make();
    list.push({ ...FAKE_NOTES_SESSION, sessionId: 's2' });
    state.refuses = S1;
    const ahead = start();
    expect(await look(ahead)).toEqual([S1, '/api/notes/sessions/s2']);
    expect(await look(ahead)).toEqual([]);
  });
});
