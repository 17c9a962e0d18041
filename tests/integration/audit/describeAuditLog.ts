import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditDraft } from '../../../src/hub/audit/auditLog.ts';
import { openTestRecords, type CreateDriver, type TestRecords } from '../records/openTestRecords.ts';

const draft = (change: Partial<AuditDraft> = {}): AuditDraft => ({
  kind: 'memberChanged',
  actor: { kind: 'staff', id: 'staff-1' },
  about: { kind: 'member', id: 'member-1' },
  basis: 'editRoster',
  details: { fields: ['displayName'], address: '203.0.113.7' },
  ...change,
});

/** What every driver's audit must do. */
export function describeAuditLog(name: string, createDriver: CreateDriver): void {
  describe(`AuditLog on ${name}`, () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await openTestRecords(createDriver);
    });
    afterEach(() => test.close());

    it('AU1 keeps an entry as it was made, also after a restart', async () => {
      test.clock.now = 77;
      const made = await test.records.audit.append(draft({ sessionId: 'session-1' }));
      expect(made).toEqual({
        seq: 2,
        at: 77,
        kind: 'memberChanged',
        actor: { kind: 'staff', id: 'staff-1' },
        about: { kind: 'member', id: 'member-1' },
        sessionId: 'session-1',
        basis: 'editRoster',
        details: { fields: ['displayName'], address: '203.0.113.7' },
      });
      const { audit } = await test.restart();
      expect((await audit.newest({}, null, 10))[0]).toEqual(made);
    });

    it('AU2 numbers the entries without gaps, from the one with which the store was made', async () => {
      const { audit } = test.records;
      await Promise.all([1, 2, 3, 4, 5].map(() => audit.append(draft())));
      const { audit: again } = await test.restart();
      const lines = await again.lines(0, 100);
      expect(lines.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(lines[0]).toMatchObject({ kind: 'auditBegan', actor: { kind: 'hub' }, sealed: null });
      expect(await again.head()).toMatchObject({ seq: 6, hash: lines[5]?.hash });
      expect(await again.check()).toMatchObject({ upTo: 6, fault: null, brokenBefore: [] });
    });

    it('AU4 is durable with the change, or neither is', async () => {
      const { audit, groups, together } = test.records;
      const group = { id: 'g1', name: 'Tuesday', template: 'GROUP-60', meetingTimes: [] } as const;
      const failed = together(async () => {
        await groups.add(group);
        await audit.append(draft({ kind: 'groupAdded' }));
        throw new Error('crash');
      });
      await expect(failed).rejects.toThrow('crash');
      expect(await groups.find('g1')).toBeNull();
      expect(await audit.head()).toMatchObject({ seq: 1 });
      await together(async () => {
        await groups.add(group);
        await audit.append(draft({ kind: 'groupAdded' }));
      });
      const after = await test.restart();
      expect(await after.groups.find('g1')).toEqual(group);
      expect(await after.audit.check()).toMatchObject({ upTo: 2, fault: null });
    });

    it('AU31 is read newest first, by kind, by person and by time', async () => {
      const { audit } = test.records;
      const at = async (now: number, change: Partial<AuditDraft>) => {
        test.clock.now = now;
        await audit.append(draft(change));
      };
      await at(10, { actor: { kind: 'staff', id: 'a' }, about: { kind: 'staff', id: 'b' } });
      await at(20, { actor: { kind: 'staff', id: 'b' }, about: null, kind: 'signedIn' });
      await at(30, { actor: { kind: 'nobody' }, about: { kind: 'staff', id: 'c' }, kind: 'signInFailed' });
      const seqs = async (...[filter, before, limit]: Parameters<typeof audit.newest>) =>
        (await audit.newest(filter, before, limit)).map(({ seq }) => seq);
      expect(await seqs({}, null, 2)).toEqual([4, 3]);
      expect(await seqs({}, 3, 10)).toEqual([2, 1]);
      expect(await seqs({ kinds: ['signedIn', 'signInFailed'] }, null, 10)).toEqual([4, 3]);
      expect(await seqs({ person: 'b' }, null, 10)).toEqual([3, 2]);
      expect(await seqs({ person: 'b', kinds: ['memberChanged'] }, null, 10)).toEqual([2]);
      expect(await seqs({ from: 10, to: 30 }, null, 10)).toEqual([3, 2]);
      expect(await audit.lastOf('signInFailed')).toMatchObject({ seq: 4, at: 30 });
      expect(await audit.lastOf('backupMade')).toBeNull();
    });

    it('AU33 tells the details of a line sealed only', async () => {
      const { audit } = test.records;
      await audit.append(draft());
      const [line] = await audit.lines(1, 10);
      expect(line).toMatchObject({ seq: 2, kind: 'memberChanged' });
      expect(line?.sealed).toMatch(/^[\w+/]+=*$/);
      expect(JSON.stringify(line)).not.toContain('203.0.113.7');
      expect(Buffer.from(line?.sealed ?? '', 'base64').toString('latin1')).not.toContain('203.0.113.7');
    });
  });
}
