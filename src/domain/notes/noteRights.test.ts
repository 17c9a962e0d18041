import { describe, expect, it } from 'vitest';
import { countOutcomes } from '../../../tests/support/countOutcomes.ts';
import { staffRoleSchema, type StaffRole } from '../../protocol/session/people.ts';
import { mayRole, NOTE_ACTIONS, rolesThatMay, type NoteAction } from './noteRights.ts';
import { refusalsToAmend, refusalsToCosign, refusalsToHandOver, refusalsToSign } from './signing.ts';
import { LMFT, NINE } from './testKit.ts';

/** domain.md 9.2 once more, by role, so that the table cannot change without somebody who says so twice. */
const ALLOWED: Readonly<Record<StaffRole, readonly NoteAction[]>> = {
  lead: ['read', 'write', 'handOver', 'sign', 'amend', 'keepProcessNotes', 'readSettings'],
  coFacilitator: ['read', 'write', 'handOver', 'sign', 'amend', 'keepProcessNotes', 'readSettings'],
  noteTaker: ['read', 'write', 'handOver', 'keepProcessNotes', 'readSettings'],
  supervisor: ['read', 'sign', 'cosign', 'amend', 'keepProcessNotes', 'readSettings', 'settle'],
  administrator: ['readSettings', 'settle'],
};

const everyPair = staffRoleSchema.options.flatMap((role) =>
  NOTE_ACTIONS.map((action) => [role, action] as const),
);
const MOMENT = { now: NINE, timeZone: 'UTC' };
const signerAs = (role: StaffRole) => ({ staffId: role, role, credential: LMFT });

/** What the functions that decide say of a role, everything else being as it should be. */
const DECIDED: Partial<Record<NoteAction, (role: StaffRole) => readonly string[]>> = {
  handOver: (role) => refusalsToHandOver({ stage: 'draft' }, signerAs(role), signerAs('lead')),
  sign: (role) =>
    refusalsToSign(
      {
        stage: { stage: 'draft' },
        signer: signerAs(role),
        sessionStatus: 'ended',
        hasOpened: true,
        findings: [],
        dueAt: NINE + 1,
        lateReason: '',
      },
      MOMENT,
    ),
  cosign: (role) =>
    refusalsToCosign({ stage: 'awaitingCosignature', signedBy: 'x', at: 0 }, signerAs(role), MOMENT),
  amend: (role) => refusalsToAmend({ stage: 'signed', at: 0 }, signerAs(role), [], MOMENT),
};

describe('who may do what with notes', () => {
  it.each(everyPair)('SG10 a %s and to %s', (role, action) => {
    const isAllowed = ALLOWED[role].includes(action);
    countOutcomes(1);
    expect(mayRole(role, action)).toBe(isAllowed);
    expect(rolesThatMay(action).includes(role)).toBe(isAllowed);
    const refusals = DECIDED[action]?.(role);
    if (refusals) expect(refusals).toEqual(isAllowed ? [] : ['roleMayNot']);
  });
});
