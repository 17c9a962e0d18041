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
  });
}
