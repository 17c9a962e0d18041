import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffAccount } from '../../../src/hub/records/staffStore.ts';
import { openTestRecords, type CreateDriver, type TestRecords } from './openTestRecords.ts';

const practice = { name: 'Harbor House', timeZone: 'America/Los_Angeles', language: 'en' } as const;
const account = (id: string, change: Partial<StaffAccount> = {}): StaffAccount => ({
  id,
  accountName: `Name ${id}`,
  displayName: 'Maria S.',
  role: 'lead',
  isOwner: false,
  isActive: true,
  passphraseHash: 'hash',
  ...change,
});
const owner = account('owner', { isOwner: true });

/** What every driver's staff, practice and staff session stores must do. */
export function describeStaffStores(name: string, createDriver: CreateDriver): void {
  describe(`StaffStore, PracticeStore and StaffSessionStore on ${name}`, () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await openTestRecords(createDriver);
    });
    afterEach(() => test.close());

    it('RE20 makes practice and owner together, once', async () => {
      const { staff, practice: store } = test.records;
      expect(await store.find()).toBeNull();
      await staff.setUp(practice, owner);
      await expect(
        staff.setUp({ ...practice, name: 'Other' }, account('o2', { isOwner: true })),
      ).rejects.toMatchObject({ rule: 'account.alreadySetUp' });
      expect(await store.find()).toEqual(practice);
      expect(await staff.list()).toEqual([owner]);
    });

    it('RE21 finds accounts by name without case, and keeps names apart', async () => {
      const { staff } = test.records;
      await staff.setUp(practice, owner);
      await staff.add(account('a', { accountName: 'Zoë' }));
      expect(await staff.findByAccountName('  zOË ')).toMatchObject({ id: 'a' });
      expect(await staff.findByAccountName("' or 1=1 --")).toBeNull();
      await expect(staff.add(account('b', { accountName: 'ZOË' }))).rejects.toMatchObject({
        kind: 'conflict',
        rule: 'account.nameTaken',
      });
      expect(await staff.list()).toHaveLength(2);
    });

    it('RE22 changes an account, never leaves the practice without an active owner', async () => {
      const { staff } = test.records;
      await staff.setUp(practice, owner);
      expect(await staff.change('owner', { displayName: 'M.', role: 'supervisor' })).toMatchObject({
        displayName: 'M.',
        role: 'supervisor',
      });
      await expect(staff.change('owner', { isActive: false })).rejects.toMatchObject({
        rule: 'account.lastOwner',
      });
      expect(await staff.find('owner')).toMatchObject({ isActive: true });
      expect(await staff.change('none', { displayName: 'X' })).toBeNull();
      expect(await staff.change('owner', { displayName: 'X' }, { passphraseHash: 'before' })).toBeNull();
      expect(await staff.find('owner')).toMatchObject({ displayName: 'M.' });
    });

    it('RE22 RE26 knows an account without a passphrase, and who owns the practice', async () => {
      const { staff } = test.records;
      await staff.setUp(practice, owner);
      await staff.add(account('a', { passphraseHash: null }));
      expect(await staff.find('a')).toMatchObject({ passphraseHash: null });
      await staff.change('a', { isOwner: true, passphraseHash: 'chosen' });
      expect(await staff.change('owner', { isOwner: false })).toMatchObject({ isOwner: false });
      const { staff: again } = await test.restart();
      expect(await again.find('a')).toMatchObject({ isOwner: true, passphraseHash: 'chosen' });
      await expect(again.change('a', { isOwner: false })).rejects.toMatchObject({
        rule: 'account.lastOwner',
      });
    });

    it('RE26 keeps one link for each account, and gives it up once', async () => {
      const { staff, staffLinks } = test.records;
      await staff.setUp(practice, owner);
      await staff.add(account('a'));
      const link = (staffId: string, tokenHash: string) =>
        ({ staffId, tokenHash, kind: 'invitation', createdAt: 1, expiresAt: 9 }) as const;
      await staffLinks.replace(link('a', 'one'));
      await staffLinks.replace(link('a', 'two'));
      await staffLinks.replace(link('owner', 'three'));
      expect(await staffLinks.findByTokenHash('one')).toBeNull();
      expect(await staffLinks.findByTokenHash('two')).toEqual(link('a', 'two'));
      expect(await staffLinks.findOf('a')).toEqual(link('a', 'two'));
      const taken = await Promise.all([staffLinks.take('two'), staffLinks.take('two')]);
      expect(new Set(taken)).toEqual(new Set([false, true]));
      expect(await staffLinks.list()).toEqual([link('owner', 'three')]);
      await staffLinks.removeOf('owner');
      expect(await staffLinks.findOf('owner')).toBeNull();
    });

    it('RE26 keeps what waits to be told until its holder has read it', async () => {
      const { staff, staffNotices } = test.records;
      await staff.setUp(practice, owner);
      await staff.add(account('a'));
      const notice = (id: string, staffId: string, at: number) =>
        ({ id, staffId, kind: 'roleChanged', at, byId: null }) as const;
      for (const one of [notice('n2', 'a', 2), notice('n1', 'a', 1), notice('n3', 'owner', 3)])
        await staffNotices.add(one);
      expect(await staffNotices.listOf('a')).toEqual([notice('n1', 'a', 1), notice('n2', 'a', 2)]);
      await staffNotices.removeOf('a', ['n1', 'n3']);
      await staffNotices.removeOf('a', []);
      const { staffNotices: again } = await test.restart();
      expect(await again.listOf('a')).toEqual([notice('n2', 'a', 2)]);
      expect(await again.listOf('owner')).toHaveLength(1);
    });

    it('RE23 keeps sign-ins by the hash of their token until they end', async () => {
      const { staff, staffSessions } = test.records;
      await staff.setUp(practice, owner);
      const session = (tokenHash: string, at: number) => ({
        tokenHash,
        staffId: 'owner',
        createdAt: at,
        lastSeenAt: at,
        confirmedAt: at,
        lockedAt: null,
        device: { browser: 'Firefox', system: null } as const,
      });
      for (const [hash, at] of [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ] as const)
        await staffSessions.add(session(hash, at));
      await staffSessions.touch('a', 9);
      expect(await staffSessions.find('a')).toEqual({ ...session('a', 1), lastSeenAt: 9 });
      await staffSessions.lock('b', 7);
      await staffSessions.lock('b', 8);
      await staffSessions.setDevice('b', { browser: null, system: 'macOS' });
      expect(await staffSessions.find('b')).toMatchObject({ lockedAt: 7, confirmedAt: 2 });
      expect((await staffSessions.listOf('owner')).map(({ tokenHash }) => tokenHash)).toEqual([
        'a',
        'c',
        'b',
      ]);
      await staffSessions.confirm('b', 9);
      expect(await staffSessions.find('b')).toMatchObject({
        lockedAt: null,
        confirmedAt: 9,
        device: { browser: null, system: 'macOS' },
      });
      await staffSessions.removeStale({ createdBefore: 2, seenBefore: 3 });
      expect(
        await Promise.all(['a', 'b', 'c'].map(async (hash) => (await staffSessions.find(hash))?.tokenHash)),
      ).toEqual([undefined, undefined, 'c']);
      await staffSessions.add(session('d', 4));
      await staffSessions.removeAllOf('owner', 'd');
      expect(await staffSessions.find('c')).toBeNull();
      await staffSessions.remove('d');
      expect(await staffSessions.find('d')).toBeNull();
    });

    it('RE38 keeps emergency accesses with their reason, and a review once', async () => {
      const { staff, groups, emergencies } = test.records;
      await staff.setUp(practice, owner);
      await groups.add({ id: 'g1', name: 'Evening', template: 'IOP-180', meetingTimes: [] });
      const access = (id: string, openedAt: number) => ({
        id,
        groupId: 'g1',
        staffId: 'owner',
        reason: `Reason ${id}`,
        openedAt,
        endsAt: openedAt + 10,
        reviewedAt: null,
        reviewedBy: null,
      });
      await emergencies.add(access('a', 1));
      await emergencies.add(access('b', 2));
      expect(await emergencies.listUnreviewed()).toEqual([access('b', 2), access('a', 1)]);
      const reviewed = { ...access('a', 1), reviewedAt: 5, reviewedBy: 'owner' };
      expect(await emergencies.review('a', 'owner', 5)).toEqual(reviewed);
      expect(await emergencies.review('a', 'other', 6)).toBeNull();
      expect(await emergencies.review('none', 'owner', 6)).toBeNull();
      const { emergencies: again } = await test.restart();
      expect(await again.find('a')).toEqual(reviewed);
      expect((await again.listUnreviewed()).map(({ id }) => id)).toEqual(['b']);
    });
  });
}
