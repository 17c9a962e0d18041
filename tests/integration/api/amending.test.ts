import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { brokenAt } from '../../../src/domain/notes/canonical.ts';
import { sha256Hex } from '../../../src/hub/notes/createNoteStore.ts';
import { amendNoteReplySchema, type AmendNoteBody } from '../../../src/protocol/api/notes.ts';
import { createNotesHub, GROUP, noteOf, SESSION, type NotesHub } from './notesHub.ts';
import { PASSPHRASE, type Ask } from './testHub.ts';

type Person = { readonly ask: Ask; readonly id: string };

let hub: NotesHub;
let associate: Person;
let supervisor: Person;
beforeEach(async () => {
  hub = await createNotesHub();
  associate = await hub.test.signedIn('coFacilitator');
  supervisor = await hub.test.signedIn('supervisor');
  await hub.test.records.groupStaff.assign(GROUP, [hub.ownerId, associate.id]);
  await credential(associate.id, { type: 'AMFT', requiresCosignature: true });
  await credential(supervisor.id, { type: 'LMFT', requiresCosignature: false });
});
afterEach(() => hub.test.close());

const credential = (staffId: string, given: object) =>
  hub.owner('PUT', `/api/staff/${staffId}/signature`, {
    printedName: 'Noor Khan',
    credential: { number: '1', state: 'CA', expiresOn: null, ...given },
  });
async function amend(ask: Ask, amendment: AmendNoteBody['amendment']) {
  const lastHash = await hub.lastHash('ana');
  const body = { passphrase: PASSPHRASE, docId: noteOf('ana'), lastHash, amendment };
  return amendNoteReplySchema.parse((await ask('POST', '/api/notes/amend', body)).json);
}
const stageNow = async () =>
  (await hub.session()).notes.find(({ docId }) => docId === noteOf('ana'))?.stage.stage;
const signBy = async (ask: Ask) => hub.sign([await hub.draft('ana')], { ask });
const ADDENDUM = {
  type: 'addendum',
  addendumType: 'correction',
  reason: 'A day was wrong',
  text: 'The urge log runs for four days.',
} as const;

describe('after the first signature', () => {
  it('SG40 NO53 a note that needs it waits for a supervisor, who co-signs it', async () => {
    await signBy(associate.ask);
    expect(await stageNow()).toBe('awaitingCosignature');
    expect(await amend(associate.ask, ADDENDUM)).toMatchObject({ refusals: ['stillAwaitingCosignature'] });
    expect(await amend(hub.owner, { type: 'cosigned' })).toMatchObject({ refusals: ['roleMayNot'] });
    const cosigned = await amend(supervisor.ask, { type: 'cosigned' });
    expect(cosigned).toMatchObject({
      result: 'amended',
      records: [{ content: { type: 'signed' } }, { content: { type: 'cosigned' } }],
    });
    expect(await stageNow()).toBe('signed');
    // The answer was lost: the same again.
    expect(await amend(supervisor.ask, { type: 'cosigned' })).toEqual(cosigned);
  });

  it('SG4 NO53 or returns it with words that are no part of it, and the next version is signed anew', async () => {
    await signBy(associate.ask);
    const returned = await amend(supervisor.ask, { type: 'returned', words: 'Say how the urge passed.' });
    if (returned.result !== 'amended') throw new Error('It was not returned');
    const hash = returned.records[1]?.hash ?? '';
    expect(returned.returnedWith).toEqual({ [hash]: 'Say how the urge passed.' });
    expect(JSON.stringify(returned.records)).not.toContain('how the urge passed');
    expect(await stageNow()).toBe('draft');
    const told = (await hub.session()).notes.find(({ docId }) => docId === noteOf('ana'));
    expect(told?.returnedBy).toBe(hash);
    expect(await signBy(associate.ask)).toMatchObject([{ result: 'signed' }]);
    const url = `/api/notes/records/${GROUP}/${SESSION}/ana`;
    const { json } = await associate.ask('GET', url);
    expect(json).toMatchObject({
      records: ['signed', 'returned', 'signed'].map((type) => ({ content: { type } })),
    });
  });

  it('NO53 nobody co-signs their own note, nor with a credential that needs it itself', async () => {
    await credential(supervisor.id, { type: 'AMFT', requiresCosignature: true });
    await signBy(supervisor.ask);
    expect(await amend(supervisor.ask, { type: 'cosigned' })).toMatchObject({
      refusals: ['credentialNeedsCosignature', 'ownNote'],
    });
  });

  it('SG42 NO55 an addendum is looked at like any text, and is added once', async () => {
    expect(await amend(hub.owner, ADDENDUM)).toMatchObject({ result: 'refused', refusals: ['notSigned'] });
    await signBy(hub.owner);
    expect(await amend(hub.owner, { ...ADDENDUM, text: 'Benjamin called.' })).toMatchObject({
      refusals: ['blocked'],
      findings: ['otherName'],
    });
    expect(await amend(hub.owner, { ...ADDENDUM, reason: 'Ben K. said so' })).toMatchObject({
      findings: ['otherName'],
    });
    const added = await amend(hub.owner, ADDENDUM);
    expect(await amend(hub.owner, ADDENDUM)).toEqual(added);
    if (added.result !== 'amended') throw new Error('Nothing was added');
    expect(added.records).toHaveLength(2);
    expect(await brokenAt(added.records, sha256Hex)).toBeNull();
    expect(await amend(hub.owner, { ...ADDENDUM, text: 'And one more.' })).toMatchObject({
      records: { length: 3 },
    });
    expect(await stageNow()).toBe('amended');
  });

  it('NO55 entered in error keeps every version, and nothing is added any more', async () => {
    await signBy(hub.owner);
    const inError = { type: 'enteredInError', reason: 'Wrong chart' } as const;
    const reply = await amend(hub.owner, inError);
    expect(await amend(hub.owner, inError)).toEqual(reply);
    expect(reply).toMatchObject({ records: [{ content: { type: 'signed' } }, { content: inError }] });
    expect(await amend(hub.owner, ADDENDUM)).toMatchObject({ refusals: ['enteredInError'] });
    expect(await stageNow()).toBe('enteredInError');
  });

  it('SG2 of two additions at once one is refused, and the other is there whole', async () => {
    await signBy(hub.owner);
    const lastHash = await hub.lastHash('ana');
    const replies = await Promise.all(
      ['One.', 'Two.'].map((text) =>
        hub.owner('POST', '/api/notes/amend', {
          passphrase: PASSPHRASE,
          docId: noteOf('ana'),
          lastHash,
          amendment: { ...ADDENDUM, text },
        }),
      ),
    );
    const statuses = replies.map(({ status }) => status).toSorted((a, b) => a - b);
    const chain = await hub.test.records.notes.chain(noteOf('ana'));
    const records = chain.map(({ record }) => record);
    expect(statuses).toEqual([200, 409]);
    expect(records).toHaveLength(2);
    expect(await brokenAt(records, sha256Hex)).toBeNull();
  });

  it('SG44 nobody co-signs or returns a version that they have not seen', async () => {
    await signBy(associate.ask);
    const lastHash = await hub.lastHash('ana');
    const ask = async (amendment: object) => {
      const body = { passphrase: PASSPHRASE, docId: noteOf('ana'), lastHash, amendment };
      return supervisor.ask('POST', '/api/notes/amend', body);
    };
    const returned = { type: 'returned', words: 'Say how the urge passed.' };
    const reply = await ask(returned);
    // The answer was lost: the same again names the record before, and is no other (SG41).
    expect(await ask(returned)).toMatchObject({ status: 200, json: reply.json });
    await signBy(associate.ask);
    const conflict = { status: 409, json: { error: { kind: 'conflict' } } };
    expect(await ask({ type: 'cosigned' })).toMatchObject(conflict);
    expect(await ask(returned)).toMatchObject(conflict);
    expect(await stageNow()).toBe('awaitingCosignature');
    expect(await amend(supervisor.ask, { type: 'cosigned' })).toMatchObject({ result: 'amended' });
  });

  it('NO63 half a character is refused', async () => {
    await signBy(hub.owner);
    const body = {
      passphrase: PASSPHRASE,
      docId: noteOf('ana'),
      lastHash: await hub.lastHash('ana'),
      amendment: { ...ADDENDUM, text: 'x\ud83d' },
    };
    expect((await hub.owner('POST', '/api/notes/amend', body)).status).toBe(400);
  });
});
