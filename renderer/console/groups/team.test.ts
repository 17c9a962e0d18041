import { expect, it } from 'vitest';
import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { meOf, CO, LEAD } from '../fake/fakePeople.ts';
import { firstTeam, teamChoices } from './team.ts';

const account = (id: string, role: Staff['role'], isActive = true): Staff => ({
  id,
  accountName: id,
  displayName: id,
  role,
  isOwner: false,
  isActive,
});

it('CO40 offers who can be assigned, and who is', () => {
  const all = [
    account('maria', 'lead'),
    account('noor', 'coFacilitator'),
    account('iris', 'noteTaker'),
    account('rosa', 'supervisor'),
    account('lou', 'administrator'),
    account('gone', 'lead', false),
    account('was', 'lead', false),
  ];
  expect(teamChoices(all, ['was']).map(({ id }) => id)).toEqual(['maria', 'noor', 'iris', 'was']);
});

it('CO40 begins with whoever makes the group, where they can lead one', () => {
  expect(firstTeam(meOf(LEAD))).toEqual(['lead']);
  expect(firstTeam(meOf({ ...CO, role: 'administrator' }))).toEqual([]);
});
