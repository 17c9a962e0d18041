import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealRecord } from '../../../src/domain/notes/canonical.ts';
import { DRAFT, LMFT, NINE } from '../../../src/domain/notes/testKit.ts';
import { sha256Hex } from '../../../src/hub/notes/createNoteStore.ts';
import type { NoteRecord, NoteRecordContent } from '../../../src/protocol/notes/note.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../../src/protocol/notes/noteSettings.ts';
import { openTestRecords, type CreateDriver, type TestRecords } from './openTestRecords.ts';

const NOTE = 'note/g1/s1/ana';
const signature = {
  staffId: 'lead',
  printedName: 'Maria Santos',
  credential: LMFT,
  signedAt: NINE,
  timeZone: 'UTC',
  attestation: '',
};
const seal = (content: NoteRecordContent) => sealRecord(content, sha256Hex);
const signed = (noteId = NOTE, previousHash: string | null = null, lateReason = '') =>
  seal({
    ...DRAFT,
    type: 'signed',
    noteId,
    previousHash,
    signature,
    dueAt: NINE,
    isLateEntry: false,
    lateReason,
  });
const addendum = (previousHash: string, text: string) =>
  seal({
    type: 'addendum',
    noteId: NOTE,
    previousHash,
    addendumType: 'addendum',
    reason: 'A word was missing',
    text,
    signature,
  });
const OWNER = {
  id: 'lead',
  accountName: 'lead',
  displayName: 'Maria S.',
  role: 'lead',
  isOwner: true,
  isActive: true,
  passphraseHash: 'hash',
} as const;

const howManyHeld = async (tries: readonly Promise<boolean>[]) =>
  (await Promise.all(tries)).filter((isHeld) => isHeld).length;

/** What every driver's stores of notes and of what signing needs must do. */
export function describeNoteStores(name: string, createDriver: CreateDriver): void {
  describe(`NoteStore, NoteSettingsStore, SignatureStore and ProcessBoxStore on ${name}`, () => {
    let test: TestRecords;
    beforeEach(async () => {
      test = await openTestRecords(createDriver);
      await test.records.staff.setUp({ name: 'House', timeZone: 'UTC', language: 'en' }, OWNER);
    });
    afterEach(() => test.close());

    const append = (record: NoteRecord, words: string | null = null) =>
      test.records.notes.append({ record, words }, 5);

    it('SG1 SG4 keeps a chain as it was appended, over a restart, with what went with a return', async () => {
      const first = await signed();
      const returned = await seal({
        type: 'returned',
        noteId: NOTE,
        previousHash: first.hash,
        byStaffId: 'super',
        at: 7,
      });
      expect(await append(first)).toBe(true);
      expect(await append(returned, 'Say more of the plan.')).toBe(true);
      const { notes } = await test.restart();
      const chain = [
        { record: first, words: null },
        { record: returned, words: 'Say more of the plan.' },
      ];
      expect(await notes.chain(NOTE)).toMatchObject(chain);
      expect((await notes.ofSession('s1')).get(NOTE)).toMatchObject(chain);
      expect(await notes.chain('note/g1/s1/ben')).toEqual([]);
      expect((await notes.ofSession('s2')).size).toBe(0);
    });

    it('SG2 a chain does not fork, whoever is first', async () => {
      const first = await signed();
      const late = await signed(NOTE, null, 'Was ill');
      expect(await howManyHeld([append(first), append(late)])).toBe(1);
      const [entry] = await test.records.notes.chain(NOTE);
      const hash = entry?.record.hash ?? '';
      const [one, other] = [await addendum(hash, 'One.'), await addendum(hash, 'Other.')];
      expect(await howManyHeld([append(one), append(other)])).toBe(1);
      expect(await append(one)).toBe(false);
      expect(await append(await addendum('f'.repeat(64), 'Nowhere.'))).toBe(false);
      expect(await test.records.notes.chain(NOTE)).toHaveLength(2);
    });

    it('SG2 what is refused inside a change that goes on undoes nothing else of it', async () => {
      const first = await signed();
      await append(first);
      await test.records.together(async () => {
        expect(await append(first)).toBe(false);
        expect(await append(await signed('note/g1/s1/ben'))).toBe(true);
      });
      expect((await test.records.notes.ofSession('s1')).size).toBe(2);
    });

    it('SG32 finds the version of a member that was signed last in another session', async () => {
      const earlier = await signed('note/g1/s0/ana');
      const again = await signed('note/g1/s0/ana', earlier.hash);
      await test.records.notes.append({ record: earlier, words: null }, 1);
      await test.records.notes.append({ record: again, words: null }, 2);
      await append(await signed());
      const { notes } = test.records;
      expect((await notes.lastSigned('g1', 'ana', 's1'))?.hash).toBe(again.hash);
      expect((await notes.lastSigned('g1', 'ana', 's0'))?.content.noteId).toBe(NOTE);
      expect(await notes.lastSigned('g2', 'ana', 's1')).toBeNull();
    });

    it('SG6 settings are replaced by who has read the ones before', async () => {
      const { noteSettings } = test.records;
      expect(await noteSettings.read()).toEqual({ settings: DEFAULT_NOTE_SETTINGS, revision: 0 });
      const settings = { ...DEFAULT_NOTE_SETTINGS, attestation: 'I was there.' };
      const change = () => noteSettings.replace({ settings, revision: 0 });
      expect(await howManyHeld([change(), change()])).toBe(1);
      expect(await noteSettings.read()).toEqual({ settings, revision: 1 });
      expect(await noteSettings.replace({ settings: DEFAULT_NOTE_SETTINGS, revision: 1 })).toBe(true);
      expect(await (await test.restart()).noteSettings.read()).toEqual({
        settings: DEFAULT_NOTE_SETTINGS,
        revision: 2,
      });
    });

    it('SG13 keeps how staff sign', async () => {
      const { signatures } = test.records;
      expect(await signatures.find('lead')).toBeNull();
      const signature = { printedName: 'Maria Santos', credential: LMFT };
      await signatures.put('lead', { printedName: 'Maria S. Santos', credential: null });
      await signatures.put('lead', signature);
      expect(await signatures.find('lead')).toEqual(signature);
      await expect(signatures.put('none', signature)).rejects.toThrow();
      expect(await (await test.restart()).signatures.list()).toEqual(new Map([['lead', signature]]));
    });

    it('SG51 a box is replaced by who has read the one before', async () => {
      const { processBoxes } = test.records;
      expect(await processBoxes.find('lead')).toBeNull();
      const first = () => processBoxes.replace('lead', 'one', null);
      expect(await howManyHeld([first(), first()])).toBe(1);
      expect(await processBoxes.replace('lead', 'two', 'other')).toBe(false);
      expect(await processBoxes.find('lead')).toBe('one');
      expect(await processBoxes.replace('lead', 'two', 'one')).toBe(true);
      expect(await (await test.restart()).processBoxes.find('lead')).toBe('two');
    });
  });
}
