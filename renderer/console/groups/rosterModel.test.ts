import { describe, expect, it, vi } from 'vitest';
import type { Member } from '../../../src/protocol/api/groups.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
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

function make(refused?: CirclewellError) {
  const calls: string[] = [];
  const told: Notice[] = [];
  const notices = createNotices();
  notices.onAdd((notice) => told.push(notice));
  const roster = createRoster('g1', {
    notices,
    reload: () => Promise.resolve(void calls.push('reload')),
    api: {
      removeMember: (_group, id) => {
        calls.push(`remove ${id}`);
        return refused ? Promise.reject(refused) : Promise.resolve(null);
      },
      putMemberBack: (_group, id) => Promise.resolve((calls.push(`back ${id}`), { member: ana })),
      makeLink: () => Promise.resolve({ member: ana, url }),
      revokeLink: (_group, id) => Promise.resolve((calls.push(`revoke ${id}`), null)),
      addMember: (_group, { displayName }) =>
        Promise.resolve({ member: { ...ana, id: displayName, displayName }, url: `${url}-${displayName}` }),
      changeMember: () => Promise.resolve({ member: ana }),
    },
  });
  return { roster, calls, told };
}

describe('CO18 roster', () => {
  it('tells the hub of a removal at once, hides the member meanwhile, and says so when it is done', async () => {
    const { roster, calls, told } = make();
    const removal = roster.remove(ana);
    expect(calls).toEqual(['remove ana']);
    expect(roster.store.getState().leaving.has('ana')).toBe(true);
    expect(told).toEqual([]);
    await removal;
    expect(calls).toEqual(['remove ana', 'reload']);
    expect(told).toMatchObject([{ kind: 'done', what: 'memberRemoved', name: 'Ana R.' }]);
    expect(roster.store.getState().leaving.has('ana')).toBe(false);
  });

  it('puts them back on the hub when it is undone', async () => {
    const { roster, calls, told } = make();
    await roster.remove(ana);
    const [notice] = told;
    if (notice?.kind === 'done') notice.undo?.();
    await vi.waitFor(() => expect(calls).toEqual(['remove ana', 'reload', 'back ana', 'reload']));
  });

  it('shows the member again where the hub refuses, and says why', async () => {
    const { roster, told } = make(new CirclewellError('unavailable', 'no answer'));
    await roster.remove(ana);
    expect(told).toMatchObject([{ kind: 'refused' }]);
    expect(roster.store.getState().leaving.has('ana')).toBe(false);
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
