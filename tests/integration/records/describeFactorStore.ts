import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PasskeyRecord } from '../../../src/hub/records/factorStore.ts';
import { openTestRecords, type CreateDriver, type TestRecords } from './openTestRecords.ts';

const passkey = (id: string, change: Partial<PasskeyRecord> = {}): PasskeyRecord => ({
  id,
  staffId: 'owner',
  credentialId: `credential ${id}`,
  publicKey: 'AAAA',
  host: 'localhost',
  name: 'Phone',
  counter: 0,
  createdAt: 1,
  lastUsedAt: null,
  ...change,
});

/** What every driver's store of second factors must do. */
export function describeFactorStore(name: string, createDriver: CreateDriver): void {
  describe(`FactorStore on ${name}`, () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await openTestRecords(createDriver);
      const account = {
        displayName: 'Maria S.',
        role: 'lead',
        isActive: true,
        passphraseHash: 'hash',
      } as const;
      await test.records.staff.setUp(
        { name: 'Harbor House', timeZone: 'UTC', language: 'en' },
        { ...account, id: 'owner', accountName: 'owner', isOwner: true },
      );
      await test.records.staff.add({ ...account, id: 'other', accountName: 'other', isOwner: false });
    });
    afterEach(() => test.close());

    it('RE25 keeps an app, and uses each of its steps up once, and none before one that was used', async () => {
      const { factors } = test.records;
      expect(await factors.findApp('owner')).toBeNull();
      expect(await factors.useAppStep('owner', 9)).toBe(false);
      await factors.setApp('owner', { key: 'KEY', usedStep: 5, createdAt: 1 });
      expect(await factors.findApp('owner')).toEqual({ key: 'KEY', createdAt: 1 });
      const uses = await Promise.all([5, 7, 7, 6].map((step) => factors.useAppStep('owner', step)));
      expect(uses).toEqual([false, true, false, false]);
      await factors.setApp('owner', { key: 'NEXT', usedStep: 3, createdAt: 2 });
      expect(await factors.findApp('owner')).toEqual({ key: 'NEXT', createdAt: 2 });
      expect([await factors.removeApp('owner'), await factors.removeApp('owner')]).toEqual([true, false]);
    });

    it('RE25 keeps passkeys as they were made, finds them by what the authenticator calls them, and each once', async () => {
      const { factors } = test.records;
      await factors.addPasskey(passkey('a'));
      await factors.addPasskey(passkey('b', { staffId: 'other', name: 'Key' }));
      await expect(factors.addPasskey(passkey('c', { credentialId: 'credential a' }))).rejects.toMatchObject({
        rule: 'factor.wrongPasskey',
      });
      expect(await factors.findPasskey('credential b')).toEqual(
        passkey('b', { staffId: 'other', name: 'Key' }),
      );
      expect(await factors.findPasskey('credential')).toBeNull();
      expect(await factors.listPasskeys('owner')).toEqual([passkey('a')]);
      expect(await factors.renamePasskey('other', 'a', 'Mine')).toBe(false);
      expect(await factors.renamePasskey('owner', 'a', 'Ring')).toBe(true);
      expect(await factors.listPasskeys('owner')).toEqual([passkey('a', { name: 'Ring' })]);
      expect(await factors.removePasskey('other', 'a')).toBe(false);
      expect(await factors.removePasskey('owner', 'a')).toBe(true);
    });

    it('RE25 takes a counter that goes on, or one that never counts', async () => {
      const { factors } = test.records;
      await factors.addPasskey(passkey('a'));
      expect(await factors.usePasskey('a', { before: 0, counter: 0, at: 2 })).toBe(true);
      const twice = await Promise.all([
        factors.usePasskey('a', { before: 0, counter: 4, at: 3 }),
        factors.usePasskey('a', { before: 0, counter: 4, at: 3 }),
      ]);
      expect(twice).toEqual([true, false]);
      for (const counter of [0, 3, 4])
        expect(await factors.usePasskey('a', { before: 4, counter, at: 4 })).toBe(false);
      expect(await factors.findPasskey('credential a')).toMatchObject({ counter: 4, lastUsedAt: 3 });
    });

    it('RE25 uses a recovery code up once, and a set ends the one before', async () => {
      const { factors } = test.records;
      await factors.setRecoveryCodes('owner', ['A', 'B']);
      await factors.setRecoveryCodes('other', ['A']);
      const uses = await Promise.all(['A', 'A', 'C'].map((code) => factors.useRecoveryCode('owner', code)));
      expect(uses).toEqual([true, false, false]);
      expect(await factors.countRecoveryCodes('owner')).toBe(1);
      await factors.setRecoveryCodes('owner', ['D']);
      expect(await factors.useRecoveryCode('owner', 'B')).toBe(false);
      expect(await factors.countRecoveryCodes('other')).toBe(1);
    });

    it('RE25 knows who has a factor, takes all of somebody’s away, and whether everybody needs one', async () => {
      const { factors } = test.records;
      await factors.setApp('owner', { key: 'KEY', usedStep: 5, createdAt: 1 });
      await factors.addPasskey(passkey('a'));
      await factors.addPasskey(passkey('b', { staffId: 'other' }));
      await factors.setRecoveryCodes('owner', ['A']);
      expect(new Set(await factors.holders())).toEqual(new Set(['owner', 'other']));
      await factors.removeAllOf('owner');
      expect(await factors.holders()).toEqual(['other']);
      expect([await factors.has('owner'), await factors.has('other')]).toEqual([false, true]);
      expect(await factors.countRecoveryCodes('owner')).toBe(0);
      expect(await factors.isNeeded()).toBe(false);
      await factors.setNeeded(true);
      expect(await factors.isNeeded()).toBe(true);
      await factors.setNeeded(false);
      expect(await factors.isNeeded()).toBe(false);
    });
  });
}
