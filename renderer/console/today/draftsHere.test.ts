import { expect, it } from 'vitest';
import { setAbout } from '../../notebook/documents/noteAbout.ts';
import { writeInSection } from '../../notebook/documents/noteDoc.ts';
import { openMemoryNotebook } from '../notes/memoryNotebook.ts';

it('CO82 CO83 the notebook tells how far drafts are, also of those that are not here, and what waits', async () => {
  const { client, close } = await openMemoryNotebook('lead');
  const ana = await client.openDoc('note/g1/s1/ana');
  writeInSection(ana.doc, 'plan', { from: 0, to: 0, insert: 'One worksheet.' }, 'lead');
  const handOver = { handedBy: 'lead', signerId: 'co', at: 5, after: null };
  setAbout(ana.doc, 'handOver', handOver);
  expect(await ana.settled()).toBe(true);
  expect(await client.drafts(['note/g1/s1/ben', 'note/g1/s1/ana'])).toEqual([
    { isBegun: false, handOver: null },
    { isBegun: true, handOver },
  ]);
  expect(await client.waiting()).toMatchObject([{ docId: 'note/g1/s1/ana' }]);
  await client.syncNow();
  expect(await client.waiting()).toEqual([]);
  close();
});
