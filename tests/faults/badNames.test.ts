import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, dayAt, formatDay, instantAt } from '../../src/domain/time/zonedTime.ts';
import { wireErrorSchema } from '../../src/protocol/errors.ts';
import { groupReplySchema } from '../../src/protocol/api/groups.ts';
import { createTestHub, type Ask, type TestHub } from '../integration/api/testHub.ts';

/** Each with what becomes of it: kept as it was written, refused by the rule of names (ID16), or for its length alone. */
const NAMES: readonly (readonly [
  what: string,
  becomes: 'kept' | 'name.unreadable' | 'invalid' | 'too_large',
  name: string,
])[] = [
  ['an override', 'name.unreadable', '\u202eevil\u202c'],
  ['an isolate that is not closed', 'name.unreadable', 'Ana \u2067R.'],
  ['spaces of no width', 'name.unreadable', '\u200b\u200b'],
  ['markup', 'kept', '<img src=x onerror=alert(1)>'],
  ['joiners', 'kept', '👩‍👩‍👧 R.'],
  ['NUL', 'name.unreadable', 'NUL\u0000inside'],
  ['half a surrogate', 'name.unreadable', '\ud800 alone'],
  ['SQL', 'kept', "Robert'); drop table members;--"],
  ['41 letters', 'invalid', 'x'.repeat(41)],
  ['a megabyte', 'too_large', 'x'.repeat(1_048_576)],
  ['templates', 'kept', '${7*7} {{7*7}}'],
  ['nothing', 'name.unreadable', ''],
];

describe('FA55: names that mean trouble', () => {
  let test: TestHub;
  let ask: Ask;
  let groupId: string;
  let ownerId: string;
  beforeEach(async () => {
    test = await createTestHub();
    const { ask: asOwner, me } = await test.setUp();
    ask = asOwner;
    ownerId = me.staff.id;
    const made = await ask('POST', '/api/groups', {
      name: 'Tuesday',
      template: 'IOP-180',
      meetingTimes: [{ weekday: 2, startsAt: '18:00' }],
    });
    groupId = z.object({ group: z.object({ id: z.string() }) }).parse(made.json).group.id;
  });
  afterEach(async () => test.close());

  const give = async (displayName: string): Promise<string> => {
    const answer = await ask('POST', `/api/groups/${groupId}/members`, { displayName, language: 'en' });
    if (answer.status >= 400) {
      const { kind, rule } = z.object({ error: wireErrorSchema }).parse(answer.json).error;
      return rule ?? kind;
    }
    const { members } = groupReplySchema.parse((await ask('GET', `/api/groups/${groupId}`)).json);
    expect(members.map((one) => one.displayName)).toContain(displayName.trim());
    return 'kept';
  };

  it.each(NAMES)('%s: %s', async (_what, becomes, name) => {
    expect(await give(name)).toBe(becomes);
  });

  it('are kept as they were written, or refused for what is in them, and never answered as a defect', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 45 }), async (drawn) => {
        const name = drawn.trim();
        const outcome = await give(drawn);
        if (outcome === 'kept') {
          expect(name).toMatch(/[\p{L}\p{M}\p{N}\p{P}\p{S}]/u);
          expect(name).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
          expect(name.isWellFormed()).toBe(true);
        } else if (outcome === 'invalid') expect(name.length).toBeGreaterThan(40);
        else {
          expect(outcome).toBe('name.unreadable');
          expect(/^[\p{L}\p{N}]/u.test(name) && /^[\p{L}\p{N} .]*$/u.test(name)).toBe(false);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('ID16 of staff too: who is added, and who changes their own', async () => {
    const bad = '\u202eevil\u202c';
    const account = { accountName: 'iris.bilgin', displayName: bad, role: 'coFacilitator' };
    const refused = { status: 400, json: { error: { kind: 'invalid', rule: 'name.unreadable' } } };
    expect(await ask('POST', '/api/staff', account)).toMatchObject(refused);
    expect(await ask('PATCH', `/api/staff/${ownerId}`, { displayName: bad })).toMatchObject(refused);
  });

  it('ID16 of groups and of the practice too', async () => {
    const bad = 'Tuesday \u202eevil\u202c';
    const refused = { status: 400, json: { error: { kind: 'invalid', rule: 'name.unreadable' } } };
    const group = { name: bad, template: 'IOP-180', meetingTimes: [] };
    expect(await ask('POST', '/api/groups', group)).toMatchObject(refused);
    expect(await ask('PATCH', `/api/groups/${groupId}`, { name: '\u200b' })).toMatchObject(refused);
    expect((await ask('PATCH', `/api/groups/${groupId}`, { name: 'Mañana 👩‍👩‍👧' })).status).toBe(200);
    const empty = await createTestHub();
    const setup = {
      practiceName: bad,
      accountName: 'eve',
      displayName: 'Eve B.',
      passphrase: 'kestrel juniper mango 7714',
      language: 'en',
      setupCode: empty.hub.setupCode.text,
    };
    expect(await empty.as(null)('POST', '/api/setup', setup)).toMatchObject(refused);
    await empty.close();
  });

  it('ID16 kept by an earlier release is still read', async () => {
    await test.records.members.add({
      id: 'old',
      groupId,
      displayName: '\u202eevil\u202c',
      language: 'en',
      otherNames: [],
    });
    const { members } = groupReplySchema.parse((await ask('GET', `/api/groups/${groupId}`)).json);
    expect(members.map(({ displayName }) => displayName)).toEqual(['\u202eevil\u202c']);
  });
});

describe('FA56: days and zones at the edge', () => {
  const zones = [
    'Pacific/Kiritimati',
    'Etc/GMT+12',
    'Etc/GMT-14',
    'Europe/Istanbul',
    'America/Los_Angeles',
    'UTC',
  ];
  const anyDay = fc.record({
    year: fc.constantFrom(1970, 2026, 2100, 9998, 9999),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  });
  const anyTime = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));

  it('a time of a day is on that day, in every zone and year that a schedule can name', () => {
    fc.assert(
      fc.property(anyDay, anyTime, fc.constantFrom(...zones), (date, time, zone) => {
        const day = addDays({ ...date, weekday: 1 }, 0);
        expect(formatDay(dayAt(instantAt(day, time, zone), zone))).toBe(formatDay(day));
      }),
    );
  });

  it('a name of an account is the same in capitals, whatever the machine’s language makes of an I', async () => {
    const test = await createTestHub();
    const { ask } = await test.setUp();
    const account = (accountName: string) => ({
      accountName,
      displayName: 'Iris B.',
      role: 'coFacilitator',
    });
    expect((await ask('POST', '/api/staff', account('iris.bilgin'))).status).toBeLessThan(300);
    expect((await ask('POST', '/api/staff', account('IRIS.BILGIN'))).status).toBe(409);
    await test.close();
  });
});
