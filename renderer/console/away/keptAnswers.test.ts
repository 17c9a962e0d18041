import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createHttp } from '../api/http.ts';
import { createKeptAnswers } from './keptAnswers.ts';

/** A notebook that keeps what it is given, at a time that the test sets. */
function notebook() {
  const rows = new Map<string, { at: number; text: string }>();
  const clock = { at: 5 };
  const client = {
    async keep(key: string, text: string | null) {
      if (text !== null) rows.set(key, { at: clock.at, text });
    },
    kept: async (key: string) => rows.get(key) ?? null,
  };
  return { rows, clock, client, of: (staffId: string) => ({ staffId, client }) };
}
const groupsSchema = z.object({ groups: z.array(z.string()) });

function hub() {
  const state = {
    isThere: true,
    drawnFor: 'ana' as string | null,
    answer: { groups: ['Tuesday'] } as unknown,
    heard: [] as boolean[],
  };
  const kept = createKeptAnswers();
  const http = createHttp({
    async fetch() {
      if (!state.isThere) throw new TypeError('no network');
      return Response.json(state.answer);
    },
    drawnFor: () => state.drawnFor,
    onAnswer: (isThere) => void state.heard.push(isThere),
    kept,
  });
  return { state, kept, http };
}

describe('NB61 what the hub said last', () => {
  it('is there when it does not answer, with the time at which it was read', async () => {
    const { state, kept, http } = hub();
    const { of } = notebook();
    kept.follow(of('ana'));
    await http.get('/api/groups', groupsSchema);
    expect(kept.store.getState().asOf).toBeNull();
    state.isThere = false;
    expect(await http.get('/api/groups', groupsSchema)).toEqual({ groups: ['Tuesday'] });
    expect(kept.store.getState().asOf).toBe(5);
    expect(state.heard).toEqual([true, false]);
    state.isThere = true;
    await http.get('/api/groups', groupsSchema);
    expect(kept.store.getState().asOf).toBeNull();
  });

  it('is the oldest time of all that is shown', async () => {
    const { state, kept, http } = hub();
    const { of, clock } = notebook();
    kept.follow(of('ana'));
    await http.get('/api/groups', groupsSchema);
    clock.at = 9;
    await http.get('/api/today', groupsSchema);
    state.isThere = false;
    await http.get('/api/today', groupsSchema);
    expect(kept.store.getState().asOf).toBe(9);
    await http.get('/api/groups', groupsSchema);
    expect(kept.store.getState().asOf).toBe(5);
  });

  it('WR19 is there of each page of the list of notes', async () => {
    const { state, kept, http } = hub();
    kept.follow(notebook().of('ana'));
    await http.get('/api/notes/sessions?before=12', groupsSchema);
    state.isThere = false;
    expect(await http.get('/api/notes/sessions?before=12', groupsSchema)).toEqual({ groups: ['Tuesday'] });
    await expect(http.get('/api/notes/sessions?before=13', groupsSchema)).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });

  it('waits for the notebook to be opened, and goes with the sign-in', async () => {
    const { kept, http } = hub();
    const { of, rows } = notebook();
    await http.get('/api/groups', groupsSchema);
    kept.follow(of('ana'));
    expect([...rows.keys()]).toEqual(['/api/groups']);
    kept.follow(null);
    await http.get('/api/today', groupsSchema);
    kept.forget();
    kept.follow(of('ana'));
    expect([...rows.keys()]).toEqual(['/api/groups']);
  });

  it('is kept for whom it was, and for nobody else', async () => {
    const { state, kept, http } = hub();
    const [anas, bens] = [notebook(), notebook()];
    await http.get('/api/groups', groupsSchema);
    kept.follow(bens.of('ben'));
    await http.get('/api/today', groupsSchema);
    state.drawnFor = null;
    await http.get('/api/groups', groupsSchema);
    expect(bens.rows.size).toBe(0);
    state.drawnFor = 'ana';
    kept.follow(anas.of('ana'));
    await http.get('/api/today', groupsSchema);
    expect([...anas.rows.keys()]).toEqual(['/api/today']);
    state.isThere = false;
    for (const other of ['ben', null]) {
      state.drawnFor = other;
      await expect(http.get('/api/today', groupsSchema)).rejects.toMatchObject({ kind: 'unavailable' });
    }
  });

  it('is that of whoever asked, also where somebody else has signed in meanwhile', async () => {
    const { state, kept, http } = hub();
    const bens = notebook();
    kept.follow(bens.of('ben'));
    const asked = http.get('/api/groups', groupsSchema);
    state.drawnFor = 'ben';
    await asked;
    expect(bens.rows.size).toBe(0);
  });

  it.each(['/api/staff', '/api/emergency-accesses', '/api/audit?x=1', '/api/notes/process-box', '/api/hub'])(
    'is not kept of %s',
    async (path) => {
      const { state, kept, http } = hub();
      const { of, rows } = notebook();
      kept.follow(of('ana'));
      await http.get(path, groupsSchema);
      expect(rows.size).toBe(0);
      state.isThere = false;
      await expect(http.get(path, groupsSchema)).rejects.toMatchObject({ kind: 'unavailable' });
    },
  );

  it('is not shown where it has another shape by now, nor where the hub refuses', async () => {
    const { state, kept, http } = hub();
    kept.follow(notebook().of('ana'));
    await http.get('/api/groups', groupsSchema);
    state.isThere = false;
    await expect(http.get('/api/groups', z.object({ other: z.string() }))).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});
