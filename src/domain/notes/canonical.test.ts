import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoteRecord, NoteRecordContent } from '../../protocol/notes/note.ts';
import { brokenAt, canonicalText, hashInput, normalRecord, sealRecord } from './canonical.ts';
import { DRAFT, LMFT, NINE } from './testKit.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
/** The same by WebCrypto, as a browser does it. */
const subtle = async (text: string) =>
  Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).toString('hex');

const signature = {
  staffId: 'lead',
  printedName: 'Maria Santos',
  credential: LMFT,
  signedAt: NINE,
  timeZone: 'America/Los_Angeles',
  attestation: '',
};
const SIGNED: NoteRecordContent = {
  ...DRAFT,
  type: 'signed',
  previousHash: null,
  signature,
  dueAt: NINE + 1,
  isLateEntry: false,
  lateReason: '',
};
const addendum = (previousHash: string, text: string): NoteRecordContent => ({
  type: 'addendum',
  noteId: 'note/g1/s1/ana',
  previousHash,
  addendumType: 'addendum',
  reason: 'A word was missing',
  text,
  signature,
});

async function chain(): Promise<NoteRecord[]> {
  const first = await sealRecord(SIGNED, sha256);
  const second = await sealRecord(addendum(first.hash, 'One.'), sha256);
  return [first, second, await sealRecord(addendum(second.hash, 'Two.'), sha256)];
}

describe('what is signed', () => {
  // The hashes were reckoned by another program in another language, from the same facts.
  it('NO61 NO62 the vectors hold, by the hub’s SHA-256 and by WebCrypto', async () => {
    const returned: NoteRecordContent = {
      type: 'returned',
      noteId: 'note/g1/s1/ana',
      previousHash: 'a'.repeat(64),
      byStaffId: 'José\n"7"',
      at: 1_764_000_000_000,
    };
    expect(hashInput(returned)).toBe(
      `circlewell.note.1\n{"at":1764000000000,"byStaffId":"José\\n\\"7\\"","noteId":"note/g1/s1/ana","previousHash":"${'a'.repeat(64)}","type":"returned"}`,
    );
    for (const hash of [sha256, subtle]) {
      expect((await sealRecord(returned, hash)).hash).toBe(
        '5c85a29683d9a6da76ed03607441c16d762cb0fddf8ffc8f7afa8251b83a0ab0',
      );
      expect((await sealRecord(SIGNED, hash)).hash).toBe(
        '93702811a990a04bb6789e93d7aa3f4c16ed6eba4a45679d7db108cfbc02f83e',
      );
      expect((await sealRecord(addendum('b'.repeat(64), 'Zoe\u0308\r\n👩‍👧 ñ'), hash)).hash).toBe(
        '139fb4241de9c8c5c5e0a750906d59a4162fd5f2e988baa8d8bf78b07d4ab193',
      );
    }
  });

  it('NO61 the order of keys, the form of accents and the ends of lines make no difference', () => {
    const turned = normalRecord({ ...addendum('b'.repeat(64), 'Zoe\u0308\r\nx\ry') });
    const reversed = JSON.parse(
      JSON.stringify(Object.fromEntries(Object.entries(addendum('b'.repeat(64), 'Zoë\nx\ny')).reverse())),
    );
    expect(canonicalText(turned)).toBe(canonicalText(reversed));
  });

  it('NO61 is itself again after a way through JSON, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const once = normalRecord(addendum('c'.repeat(64), text));
        expect(normalRecord(once)).toEqual(once);
        expect(canonicalText(JSON.parse(JSON.stringify(once)))).toBe(canonicalText(once));
        expect(JSON.parse(canonicalText(once))).toEqual(once);
      }),
    );
  });

  it('NO63 refuses half a character', () => {
    expect(() => normalRecord(addendum('c'.repeat(64), 'x\ud83d'))).toThrow(RangeError);
  });

  it('NO60 a whole chain holds', async () => {
    expect(await brokenAt(await chain(), sha256)).toBeNull();
    expect(await brokenAt([], sha256)).toBeNull();
  });

  it('NO60 finds what was altered, left out, put elsewhere, or belongs to another note', async () => {
    const [first, second, third] = await chain();
    if (!first || !second || !third) throw new Error('no chain');
    const altered = { ...second, content: addendum(first.hash, 'One!') };
    expect(await brokenAt([first, altered, third], sha256)).toEqual({ index: 1, fault: 'altered' });
    expect(await brokenAt([first, third], sha256)).toEqual({ index: 1, fault: 'outOfPlace' });
    expect(await brokenAt([second, third], sha256)).toEqual({ index: 0, fault: 'outOfPlace' });
    const foreign = await sealRecord({ ...addendum(first.hash, 'One.'), noteId: 'note/g1/s1/ben' }, sha256);
    expect(await brokenAt([first, foreign], sha256)).toEqual({ index: 1, fault: 'outOfPlace' });
  });
});
