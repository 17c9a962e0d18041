import { describe, expect, it } from 'vitest';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { createNotices, type Notice } from '../model/notices.ts';
import { createRoster } from './rosterModel.ts';

const ana: Member = {
  id: 'ana',
  displayName: 'Ana R.',
  language: 'en',
  otherNames: [],
  link: { state: 'none' },
};
const url = 'https://hub.example/join#AAAAAAAAAAAAAAAAAAAAAA';

function make() {
  const calls: string[] = [];
  const runs = new Map<number, () => void>();
  const told: Notice[] = [];
  const notices = createNotices();
  notices.onAdd((notice) => told.push(notice));
  const roster = createRoster('g1', {
    notices,
    reload: () => Promise.resolve(void calls.push('reload')),
    timers: {
      set: (run) => {
        runs.set(runs.size + 1, run);
        return runs.size;
      },
      clear: (timer) => void runs.delete(timer),
    },
    api: {
      removeMember: (_group, id) => Promise.resolve((calls.push(`remove ${id}`), null)),
      makeLink: () => Promise.resolve({ member: ana, url }),
      revokeLink: (_group, id) => Promise.resolve((calls.push(`revoke ${id}`), null)),
      addMember: (_group, { displayName }) =>
        Promise.resolve({ member: { ...ana, id: displayName, displayName }, url: `${url}-${displayName}` }),
      changeMember: () => Promise.resolve({ member: ana }),
    },
  });
  return { roster, calls, runs, told };
}

describe('CO18 roster', () => {
  it('tells the hub of a removal only after the grace time, so that undoing it keeps the link', async () => {
    const { roster, calls, runs, told } = make();
    roster.remove(ana);
    expect(roster.store.getState().leaving.has('ana')).toBe(true);
    expect(calls).toEqual([]);
    const [notice] = told;
    if (notice?.kind === 'done') notice.undo?.();
    expect(roster.store.getState().leaving.has('ana')).toBe(false);
    expect(runs.size).toBe(0);
  });

  it('removes when the time is over, and at once when the page is left', async () => {
    const { roster, calls } = make();
    roster.remove(ana);
    roster.close();
    await Promise.resolve();
    expect(calls[0]).toBe('remove ana');
  });

  it('shows a link once, and forgets it when it is revoked', async () => {
    const { roster, calls } = make();
    await roster.makeLink(ana);
    expect(roster.store.getState().fresh).toMatchObject([{ memberId: 'ana', url }]);
    await roster.revokeLink(ana);
    expect(roster.store.getState().fresh).toEqual([]);
    expect(calls).toContain('revoke ana');
  });

  it('keeps a link that was not copied yet when the next member is added', async () => {
    const { roster } = make();
    await roster.add({ ...ana, displayName: 'Ben T.' });
    await roster.add({ ...ana, displayName: 'Cora L.' });
    expect(roster.store.getState().fresh.map(({ name }) => name)).toEqual(['Cora L.', 'Ben T.']);
    roster.forgetLink('Cora L.');
    expect(roster.store.getState().fresh.map(({ name }) => name)).toEqual(['Ben T.']);
  });

  it('shows one link of a member: the newest', async () => {
    const { roster } = make();
    await roster.makeLink(ana);
    await roster.makeLink(ana);
    expect(roster.store.getState().fresh).toHaveLength(1);
  });
});
