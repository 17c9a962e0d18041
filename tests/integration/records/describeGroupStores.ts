import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestRecords, type CreateDriver, type TestRecords } from './openTestRecords.ts';

const group = {
  id: 'g1',
  name: 'Tuesday evening',
  template: 'IOP-180',
  meetingTimes: [{ weekday: 2, startsAt: '18:00' }],
} as const;
const ana = {
  id: 'm1',
  groupId: 'g1',
  displayName: 'Ana R.',
  language: 'es',
  otherNames: ['Ana Ramírez', 'Anita'],
} as const;
const link = (id: string, createdAt: number) => ({
  id,
  seatId: 's1',
  tokenHash: `hash-${id}`,
  createdAt,
  lastUsedAt: null,
  revokedAt: null,
});
const facts = (id: string, start: number) => ({
  id,
  groupId: 'g1',
  groupName: 'Tuesday evening',
  scheduledStart: start,
  scheduledEnd: start + 10,
  blocks: [
    { kind: 'check_in' as const, title: { en: 'In', es: 'Ronda' }, plannedMinutes: 1, isCountable: true },
  ],
});

/** What every driver's stores of groups, members, seats, links, sessions and decks must do. */
export function describeGroupStores(name: string, createDriver: CreateDriver): void {
  describe(`GroupStore, MemberStore, SeatStore, LinkStore, SessionStore and DeckStore on ${name}`, () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await openTestRecords(createDriver);
      await test.records.groups.add({ ...group, meetingTimes: [...group.meetingTimes] });
    });
    afterEach(() => test.close());

    it('RE30 keeps groups as they are planned', async () => {
      const { groups } = test.records;
      expect(await groups.change('g1', { name: 'Late' })).toEqual({ ...group, name: 'Late' });
      expect(await groups.change('none', { name: 'Late' })).toBeNull();
      test.clock.now += 1;
      await groups.add({ ...group, id: 'a-later-one', meetingTimes: [] });
      const { groups: again } = await test.restart();
      expect((await again.list()).map(({ id }) => id)).toEqual(['g1', 'a-later-one']);
      expect(await again.find('none')).toBeNull();
    });

    it('RE31 keeps rosters; who was taken off is on none', async () => {
      const { members } = test.records;
      await members.add(ana);
      test.clock.now += 1;
      await members.add({ ...ana, id: 'm0', displayName: 'Ben T.' });
      expect(await members.countByGroup()).toEqual(new Map([['g1', 2]]));
      expect(await members.change('m1', { displayName: 'Ana Q.' })).toEqual({
        ...ana,
        displayName: 'Ana Q.',
      });
      expect((await members.listOfGroup('g1')).map(({ id }) => id)).toEqual(['m1', 'm0']);
      expect(await members.remove('m1', 5)).toBe(true);
      expect(await members.remove('m1', 6)).toBe(false);
      expect(await members.find('m1')).toBeNull();
      expect(await members.change('m1', { displayName: 'X' })).toBeNull();
      expect(await members.countByGroup()).toEqual(new Map([['g1', 1]]));
      expect(await members.change('m0', { otherNames: [] })).toMatchObject({ otherNames: [] });
      expect((await members.listEverOfGroup('g1')).map(({ id, isOnRoster }) => [id, isOnRoster])).toEqual([
        ['m1', false],
        ['m0', true],
      ]);
      await expect(members.add({ ...ana, id: 'm2', groupId: 'none' })).rejects.toThrow();
    });

    it('RE39 puts back who was taken off lately, in their old place, and nobody else', async () => {
      const { members } = test.records;
      await members.add(ana);
      test.clock.now += 1;
      await members.add({ ...ana, id: 'm0', displayName: 'Ben T.' });
      expect(await members.putBack('m1', 0)).toBe(false);
      await members.remove('m1', 5);
      expect(await members.putBack('m1', 6)).toBe(false);
      expect(await members.find('m1')).toBeNull();
      expect(await members.putBack('m1', 5)).toBe(true);
      expect(await members.find('m1')).toEqual(ana);
      expect((await members.listOfGroup('g1')).map(({ id }) => id)).toEqual(['m1', 'm0']);
    });

    it('RE32 keeps seats and the keys to them', async () => {
      const { members, seats } = test.records;
      await members.add(ana);
      const seat = { id: 's1', memberId: 'm1', groupId: 'g1' };
      await seats.add(seat);
      await expect(seats.add({ ...seat, id: 's2' })).rejects.toThrow();
      expect(await seats.find('s1')).toEqual(seat);
      expect(await seats.findOfMember('m1')).toEqual(seat);
      await seats.addKey({ tokenHash: 'old', seatId: 's1', createdAt: 1 });
      await seats.addKey({ tokenHash: 'new', seatId: 's1', createdAt: 2 });
      await seats.removeKeysBefore(2);
      expect(await seats.findKey('old')).toBeNull();
      expect(await seats.findKey('new')).toEqual({ tokenHash: 'new', seatId: 's1', createdAt: 2 });
      await seats.removeKeysOf('s1');
      expect(await seats.findKey('new')).toBeNull();
    });

    it('RE33 a new link ends the one before, even within one millisecond', async () => {
      const { members, seats, links } = test.records;
      await members.add(ana);
      await seats.add({ id: 's1', memberId: 'm1', groupId: 'g1' });
      expect(await links.newestOfSeat('s1')).toBeNull();
      await links.replace(link('b', 5));
      await links.replace(link('a', 5));
      expect(await links.findByTokenHash('hash-b')).toEqual({ ...link('b', 5), revokedAt: 5 });
      expect(await links.newestOfSeat('s1')).toEqual(link('a', 5));
      expect(await links.newestOfGroup('g1')).toEqual(new Map([['m1', link('a', 5)]]));
      expect(await links.markUsed('a', 7)).toBe(true);
      expect(await links.revoke('s1', 8)).toBe(true);
      expect(await links.revoke('s1', 9)).toBe(false);
      expect(await links.markUsed('a', 10)).toBe(false);
      expect(await links.findByTokenHash('hash-a')).toEqual({ ...link('a', 5), lastUsedAt: 7, revokedAt: 8 });
    });

    it('RE34 plans a slot of the schedule once, and unplans what nobody has touched', async () => {
      const { sessions, sessionLog } = test.records;
      expect(await sessions.add(facts('x1', 100), '2026-11-24T18:00')).toBe(true);
      expect(await sessions.add(facts('x2', 100), '2026-11-24T18:00')).toBe(false);
      await sessions.add(facts('x3', 200), '2026-11-26T18:00');
      await sessions.add(facts('x4', 300), null);
      await sessions.add(facts('x5', 300), null);
      expect((await sessions.listBetween(100, 300)).map(({ id }) => id)).toEqual(['x1', 'x3']);
      expect((await sessions.listOfGroup('g1', 0, 301)).map(({ id }) => id)).toEqual([
        'x1',
        'x3',
        'x4',
        'x5',
      ]);
      expect(await sessions.listOfGroup('none', 0, 301)).toEqual([]);
      await sessionLog.append(
        'x1',
        0,
        [{ seq: 1, at: 1, by: 'hub', event: { type: 'waitingRoomOpened' } }],
        [],
      );
      expect(await sessions.removeUntouched('g1')).toEqual(['x3']);
      expect(await sessions.removeUntouched('g1')).toEqual([]);
      expect((await sessions.listOfGroup('g1', 0, 301)).map(({ id }) => id)).toEqual(['x1', 'x4', 'x5']);
      expect(await sessions.find('x1')).toEqual(facts('x1', 100));
    });

    it('RE34 a session begins only while it is planned, and is not unplanned once it has begun', async () => {
      const { sessions, sessionLog } = test.records;
      const begin = (id: string) => {
        const event = { type: 'sessionCreated' as const, facts: facts(id, 100) };
        return sessionLog.append(
          id,
          0,
          [{ seq: 1, at: 1, by: 'hub', event }],
          [{ participantId: 'p1', commandId: 'c1', upTo: 1 }],
        );
      };
      await expect(begin('x1')).rejects.toEqual(expect.objectContaining({ kind: 'gone' }));
      expect(await sessionLog.read('x1')).toEqual([]);
      for (const round of Array.from({ length: 8 }, (_, index) => index)) {
        const id = `x${round}`;
        await sessions.add(facts(id, 100), id);
        const [begun, removed] = await Promise.allSettled([begin(id), sessions.removeUntouched('g1')]);
        // Whichever comes first: never both.
        expect(removed).toEqual({ status: 'fulfilled', value: begun.status === 'fulfilled' ? [] : [id] });
        expect(await sessionLog.read(id)).toHaveLength(begun.status === 'fulfilled' ? 1 : 0);
      }
    });

    it('RE36 assigns a group’s staff as a whole, or not at all', async () => {
      const { groups, groupStaff, staff } = test.records;
      const practice = { name: 'Harbor House', timeZone: 'UTC', language: 'en' } as const;
      const account = (id: string) => ({
        id,
        accountName: id,
        displayName: id,
        role: 'lead' as const,
        isOwner: id === 'b',
        isActive: true,
        passphraseHash: 'hash',
      });
      await staff.setUp(practice, account('b'));
      test.clock.now += 1;
      await staff.add(account('a'));
      await groups.add({ ...group, id: 'g2', meetingTimes: [] });

      expect(await groupStaff.listOfGroup('g1')).toEqual([]);
      await groupStaff.assign('g1', ['a', 'b', 'a']);
      await groupStaff.assign('g2', ['a']);
      expect(await groupStaff.listOfGroup('g1')).toEqual(['b', 'a']);
      expect(await groupStaff.listByGroup()).toEqual(
        new Map([
          ['g1', ['b', 'a']],
          ['g2', ['a']],
        ]),
      );
      expect(await groupStaff.listOfStaff('a')).toEqual(new Set(['g1', 'g2']));
      await expect(groupStaff.assign('g1', ['a', 'nobody'])).rejects.toThrow();
      await expect(groupStaff.assign('none', ['a'])).rejects.toThrow();
      await groupStaff.assign('g2', []);
      const { groupStaff: again } = await test.restart();
      expect(await again.listByGroup()).toEqual(new Map([['g1', ['b', 'a']]]));
      expect(await again.listOfStaff('nobody')).toEqual(new Set());
    });

    it('RE35 keeps own decks as they were written', async () => {
      const { decks } = test.records;
      const deck = { id: 'd1', title: 'Own', markdown: '## One\n\n`x`', authorId: 'a', createdAt: 3 };
      const long = { ...deck, id: 'd2', markdown: `## Long\n\n${'é'.repeat(999_990)}`, createdAt: 4 };
      await decks.add(deck);
      await decks.add(long);
      expect(await (await test.restart()).decks.list()).toEqual([deck, long]);
    });
  });
}
