import { describe, expect, it } from 'vitest';
import type { NoteRecord, NoteRecordContent, NoteStage } from '../../protocol/notes/note.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../protocol/notes/noteSettings.ts';
import type { Finding } from './checks/finding.ts';
import { dueAt, urgencyOf } from './deadline.ts';
import {
  isLateEntry,
  refusalsToAmend,
  refusalsToCosign,
  refusalsToHandOver,
  refusalsToSign,
  type Signer,
  type SigningRequest,
} from './signing.ts';
import { docStatusOf, stageOf } from './stage.ts';
import { DRAFT, LMFT, NINE, minutes } from './testKit.ts';

const ZONE = 'America/Los_Angeles';
const NOW = { now: NINE + minutes(240), timeZone: ZONE };
const LEAD: Signer = { staffId: 'lead', role: 'lead', credential: LMFT };
const NOTE_TAKER: Signer = { staffId: 'notes', role: 'noteTaker', credential: null };
const SUPERVISOR: Signer = { staffId: 'super', role: 'supervisor', credential: LMFT };
const ASSOCIATE: Signer = {
  staffId: 'co',
  role: 'coFacilitator',
  credential: { ...LMFT, requiresCosignature: true },
};
const REQUEST: SigningRequest = {
  stage: { stage: 'draft' },
  signer: LEAD,
  sessionStatus: 'ended',
  hasOpened: true,
  findings: [],
  dueAt: dueAt(NINE, ZONE, DEFAULT_NOTE_SETTINGS),
  lateReason: '',
};
const UNSETTLED: Finding = {
  code: 'unsettled',
  severity: 'block',
  where: null,
  found: '',
  mend: { how: 'settle' },
};
const signatureOf = ({ staffId, credential }: Signer) => ({
  staffId,
  printedName: 'Maria Santos',
  credential: credential ?? LMFT,
  signedAt: NOW.now,
  timeZone: ZONE,
  attestation: '',
});
const record = (content: NoteRecordContent): NoteRecord => ({ content, hash: '0'.repeat(64) });
const signedBy = (signer: Signer) =>
  record({
    ...DRAFT,
    type: 'signed',
    previousHash: null,
    signature: signatureOf(signer),
    dueAt: REQUEST.dueAt,
    isLateEntry: false,
    lateReason: '',
  });
const later = { noteId: 'note/g1/s1/ana', previousHash: '0'.repeat(64) };
const cosigned = record({ ...later, type: 'cosigned', signature: signatureOf(SUPERVISOR) });
const returned = record({ ...later, type: 'returned', byStaffId: 'super', at: NOW.now });
const addendum = record({
  ...later,
  type: 'addendum',
  addendumType: 'correction',
  reason: 'Wrong day',
  text: 'The urge log runs four days.',
  signature: signatureOf(LEAD),
});
const inError = record({
  ...later,
  type: 'enteredInError',
  reason: 'Wrong chart',
  signature: signatureOf(LEAD),
});

describe('where a note stands', () => {
  const handOver = { handedBy: 'notes', signerId: 'lead', at: NINE, after: null };

  it.each([
    [[], null, 'draft', 'preliminary'],
    [[], handOver, 'ready', 'preliminary'],
    [[signedBy(LEAD)], null, 'signed', 'final'],
    [[signedBy(ASSOCIATE)], handOver, 'awaitingCosignature', 'preliminary'],
    [[signedBy(ASSOCIATE), cosigned], null, 'signed', 'final'],
    [[signedBy(ASSOCIATE), returned], null, 'draft', 'preliminary'],
    [[signedBy(ASSOCIATE), returned], handOver, 'draft', 'preliminary'],
    // By a clock that is days ahead, from before the return; and by one that is days behind, after it.
    [[signedBy(ASSOCIATE), returned], { ...handOver, at: NOW.now * 2 }, 'draft', 'preliminary'],
    [[signedBy(ASSOCIATE), returned], { ...handOver, at: 0, after: returned.hash }, 'ready', 'preliminary'],
    [[signedBy(ASSOCIATE), returned], { ...handOver, after: 'f'.repeat(64) }, 'draft', 'preliminary'],
    [[signedBy(ASSOCIATE), returned, signedBy(LEAD)], null, 'signed', 'final'],
    [[signedBy(LEAD), addendum, addendum], null, 'amended', 'amended'],
    [[signedBy(LEAD), addendum, inError], null, 'enteredInError', 'entered-in-error'],
  ] as const)('NO50 NO53 case %#', (records, handed, stage, docStatus) => {
    const found = stageOf(records, handed);
    expect([found.stage, docStatusOf(found)]).toEqual([stage, docStatus]);
  });
});

describe('signing', () => {
  it('NO51 a note taker hands over to somebody who may sign, and does not sign', () => {
    expect(refusalsToHandOver({ stage: 'draft' }, NOTE_TAKER, LEAD)).toEqual([]);
    expect(refusalsToHandOver({ stage: 'draft' }, LEAD, NOTE_TAKER)).toEqual(['signerMayNot']);
    expect(refusalsToHandOver({ stage: 'signed', at: 0 }, SUPERVISOR, LEAD)).toEqual([
      'alreadySigned',
      'roleMayNot',
    ]);
    expect(refusalsToSign({ ...REQUEST, signer: NOTE_TAKER }, NOW)).toEqual(['roleMayNot', 'noCredential']);
  });

  it('NO51 a credential holds through its last day where the practice is', () => {
    const signer = (expiresOn: string) => ({ ...LEAD, credential: { ...LMFT, expiresOn } });
    const evening = { now: NINE + minutes(14 * 60), timeZone: ZONE };
    const before = { ...REQUEST, signer: signer('2026-11-24') };
    expect(refusalsToSign(before, evening)).toEqual([]);
    expect(refusalsToSign(before, { ...evening, now: NINE + minutes(15 * 60) })).toEqual([
      'credentialExpired',
    ]);
  });

  it('NO52 tells every reason at once', () => {
    const stage: NoteStage = { stage: 'ready', handedBy: 'notes', signerId: 'super', at: 0 };
    expect(
      refusalsToSign(
        { ...REQUEST, stage, sessionStatus: 'in_progress', hasOpened: false, findings: [UNSETTLED] },
        NOW,
      ),
    ).toEqual(['handedToAnother', 'sessionNotEnded', 'notOpened', 'blocked']);
    expect(refusalsToSign({ ...REQUEST, findings: [{ ...UNSETTLED, severity: 'warn' }] }, NOW)).toEqual([]);
    expect(refusalsToSign({ ...REQUEST, stage: { stage: 'signed', at: 0 } }, NOW)).toEqual(['alreadySigned']);
  });

  it('NO53 a supervisor co-signs what waits for it, and not what they signed themselves', () => {
    const waits: NoteStage = { stage: 'awaitingCosignature', signedBy: 'co', at: 0 };
    expect(refusalsToCosign(waits, SUPERVISOR, NOW)).toEqual([]);
    expect(refusalsToCosign({ ...waits, signedBy: 'super' }, SUPERVISOR, NOW)).toEqual(['ownNote']);
    expect(refusalsToCosign({ stage: 'draft' }, ASSOCIATE, NOW)).toEqual([
      'notAwaitingCosignature',
      'roleMayNot',
      'credentialNeedsCosignature',
    ]);
  });

  it('NO54 late needs a reason, from the very instant on', () => {
    const at = (now: number, lateReason = '') =>
      refusalsToSign({ ...REQUEST, lateReason }, { now, timeZone: ZONE });
    expect(at(REQUEST.dueAt - 1)).toEqual([]);
    expect(at(REQUEST.dueAt)).toEqual(['lateReasonMissing']);
    expect(at(REQUEST.dueAt, 'Was ill')).toEqual([]);
    expect(isLateEntry(REQUEST.dueAt, REQUEST.dueAt)).toBe(true);
  });

  it('NO55 adds only to what is signed for good', () => {
    expect(refusalsToAmend({ stage: 'amended', at: 0 }, LEAD, [], NOW)).toEqual([]);
    expect(refusalsToAmend({ stage: 'draft' }, LEAD, [UNSETTLED], NOW)).toEqual(['notSigned', 'blocked']);
    expect(refusalsToAmend({ stage: 'awaitingCosignature', signedBy: 'co', at: 0 }, LEAD, [], NOW)).toEqual([
      'stillAwaitingCosignature',
    ]);
    expect(refusalsToAmend({ stage: 'enteredInError', at: 0 }, LEAD, [], NOW)).toEqual(['enteredInError']);
  });
});

describe('NO54 deadlines', () => {
  /** Midnight at the beginning of a day in California; winter time. */
  const midnight = (day: number, month = 10) => Date.UTC(2026, month, day, 8);
  const due = (end: number, holidays: string[] = []) => dueAt(end, ZONE, { dueBusinessDays: 3, holidays });

  it('three business days after the service, weekends and holidays left out', () => {
    expect(due(NINE)).toBe(midnight(28));
    expect(due(NINE, ['2026-11-26', '2026-11-27'])).toBe(midnight(2, 11));
  });

  it('of a session late on a Friday evening, which in UTC is Saturday', () => {
    expect(due(Date.UTC(2026, 10, 21, 5))).toBe(midnight(26));
  });

  it('the last day soon', () => {
    expect(
      [NINE, NINE + minutes(1), NINE + minutes(24 * 60 + 1)].map((now) =>
        urgencyOf(NINE + minutes(24 * 60 + 1), now),
      ),
    ).toEqual(['inTime', 'soon', 'late']);
  });
});
