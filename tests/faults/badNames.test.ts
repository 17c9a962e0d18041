import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, dayAt, formatDay, instantAt } from '../../src/domain/time/zonedTime.ts';
import { groupReplySchema } from '../../src/protocol/api/groups.ts';
import { createTestHub, type Ask, type TestHub } from '../integration/api/testHub.ts';

const NAMES = [
  '\u202eevil\u202c',
  '\u200b\u200b',
  '<img src=x onerror=alert(1)>',
  '👩‍👩‍👧 R.',
  'NUL\u0000inside',
  '\ud800 alone',
  "Robert'); drop table members;--",
  'x'.repeat(1_048_576),
  '${7*7} {{7*7}}',
  '',
];

describe('FA55: names that mean trouble', () => {
  let test: TestHub;
  let ask: Ask;
  let groupId: string;
  beforeEach(async () => {
    test = await createTestHub();
    ({ ask } = await test.setUp());
    const made = await ask('POST', '/api/groups', {
      name: 'Tuesday',
      template: 'IOP-180',
      meetingTimes: [{ weekday: 2, startsAt: '18:00' }],
    });
    groupId = z.object({ group: z.object({ id: z.string() }) }).parse(made.json).group.id;
  });
  afterEach(async () => test.close());

  it('are kept as they were written or refused, and never answered as a defect', async () => {
    const tried = async (displayName: string): Promise<void> => {
      const answer = await ask('POST', `/api/groups/${groupId}/members`, { displayName, language: 'en' });
      expect([200, 201, 400, 413]).toContain(answer.status);
      if (answer.status >= 400) return;
      // What is no text on its own (a lone surrogate) is none in UTF-8 either.
      const { members } = groupReplySchema.parse((await ask('GET', `/api/groups/${groupId}`)).json);
      expect(members.map((one) => one.displayName)).toContain(displayName.toWellFormed().trim());
    };
    for (const name of NAMES) await tried(name);
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 45 }), tried), {
      numRuns: 30,
    });
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
