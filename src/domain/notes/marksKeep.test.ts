import { describe, expect, it } from 'vitest';
import type { NoteRecord } from '../../protocol/notes/note.ts';
import { lockedAt, MARKS_KEPT_MS, marksOverAt } from './marksKeep.ts';
import { DRAFT, LMFT } from './testKit.ts';

const HASH = 'a'.repeat(64);
const signature = (signedAt: number, requiresCosignature = false) => ({
  staffId: 'lead',
  printedName: 'Maria Santos',
  credential: { ...LMFT, requiresCosignature },
  signedAt,
  timeZone: 'America/Los_Angeles',
  attestation: '',
});
const signed = (at: number, needsAnother = false): NoteRecord => ({
  hash: HASH,
  content: {
    ...DRAFT,
    type: 'signed',
    previousHash: null,
    signature: signature(at, needsAnother),
    dueAt: 0,
    isLateEntry: false,
    lateReason: '',
  },
});
const { noteId } = DRAFT;
const cosigned = (at: number): NoteRecord => ({
  hash: HASH,
  content: { type: 'cosigned', noteId, previousHash: HASH, signature: signature(at) },
});
const returned: NoteRecord = {
  hash: HASH,
  content: { type: 'returned', noteId, previousHash: HASH, byStaffId: 'super', at: 9 },
};
const addendum: NoteRecord = {
  hash: HASH,
  content: {
    type: 'addendum',
    noteId,
    previousHash: HASH,
    addendumType: 'addendum',
    reason: 'Left out',
    text: 'More.',
    signature: signature(90),
  },
};

describe('MK50 the 30 days of marks', () => {
  it('begin with the last signature that a note of the session needed, not with what was added later', () => {
    expect(lockedAt([[signed(5)], [signed(7, true), cosigned(8)]])).toBe(8);
    expect(lockedAt([[signed(5), addendum]])).toBe(5);
  });

  it('do not begin while a note is to be written, signed again, or signed by a second one', () => {
    for (const open of [[], [signed(7, true)], [signed(7, true), returned]])
      expect(lockedAt([[signed(5)], open])).toBeNull();
    expect(lockedAt([])).toBeNull();
  });

  it('are over to the millisecond, and never while a note is to be signed', () => {
    expect(marksOverAt([[signed(5)]])).toBe(5 + MARKS_KEPT_MS);
    expect(marksOverAt([[signed(5)], []])).toBeNull();
  });
});
