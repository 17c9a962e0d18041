import * as Y from 'yjs';
import { inflate } from '../../../renderer/notebook/sync/deflate.ts';
import type { DocUpdate } from '../../../src/protocol/notebook/sync.ts';

/**
 * Puts the documents of a feed together again.
 *
 * @param wanted what each of them is to read
 * @returns how many letters are missing in them, one being an edit, and how many updates are in the feed once more
 */
export async function countInFeed(
  updates: readonly DocUpdate[],
  docIds: readonly string[],
  wanted: string,
): Promise<{ readonly lost: number; readonly duplicated: number }> {
  let lost = 0;
  for (const docId of docIds) {
    const doc = new Y.Doc();
    for (const update of updates)
      if (update.docId === docId) Y.applyUpdate(doc, await inflate(Buffer.from(update.data, 'base64')));
    const read = doc.getText('bench').toJSON();
    if (read.length > wanted.length) throw new Error(`${docId} has letters that nobody typed`);
    let same = 0;
    while (same < wanted.length && read[same] === wanted[same]) same += 1;
    lost += wanted.length - same;
  }
  const distinct = new Set(updates.map(({ docId, data }) => `${docId} ${data}`));
  return { lost, duplicated: updates.length - distinct.size };
}
