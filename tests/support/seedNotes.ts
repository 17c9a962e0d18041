import { deflateRawSync } from 'node:zlib';
import * as Y from 'yjs';
import type { Records } from '../../src/hub/records/openRecords.ts';
import type { DocId } from '../../src/protocol/notebook/docId.ts';
import { BEGINNING, MAX_UPDATES } from '../../src/protocol/notebook/sync.ts';
import { Random } from '../sim/core/Random.ts';

const DAY_MS = 86_400_000;
const NOTES_PER_SESSION = 10;
const SECTIONS = ['section/subjective', 'section/objective', 'section/assessment', 'section/plan'];
const WORDS_PER_SECTION = 45;
const WORDS =
  'she group spoke work sleep craving listened plan week friend shared calm evening walk call support'.split(
    ' ',
  );

/** Whose group it is that gets notes, and who has written them. */
export type SeedFor = { readonly groupId: string; readonly authorId: string; readonly now: number };

/**
 * Fills a group's feed with notes of past sessions, ten each, as a workstation would have brought them. Their words are drawn from
 * a seed; each holds its own number as a word.
 */
export async function seedNotes(
  records: Records,
  { groupId, authorId, now }: SeedFor,
  count: number,
): Promise<DocId[]> {
  const random = new Random(count);
  const docIds: DocId[] = [];
  const group = await records.groups.find(groupId);
  if (!group) throw new Error('There is no such group');
  for (let index = 0; index < count / NOTES_PER_SESSION; index += 1) {
    const id = `seeded-${index}`;
    const start = now - (index + 1) * DAY_MS;
    await records.sessions.add(
      {
        id,
        groupId,
        groupName: group.name,
        scheduledStart: start,
        scheduledEnd: start + DAY_MS / 8,
        blocks: [],
      },
      null,
    );
    for (let member = 0; member < NOTES_PER_SESSION; member += 1)
      docIds.push(`note/${groupId}/${id}/member-${member}`);
  }
  for (let at = 0; at < docIds.length; at += MAX_UPDATES) {
    const sequence = at / MAX_UPDATES + 1;
    const updates = docIds
      .slice(at, at + MAX_UPDATES)
      .map((docId, index) => ({ docId, data: noteOf(random, at + index) }));
    const reply = await records.notebook.take(
      {
        feed: `group/${groupId}`,
        writer: { id: 'seeder', acknowledged: sequence - 1 },
        sequence,
        base: BEGINNING,
        updates,
      },
      authorId,
      now,
    );
    if (reply.outcome !== 'taken') throw new Error('The seeded notes were not taken');
  }
  return docIds;
}

/** A note of four sections, packed as it travels. */
function noteOf(random: Random, number: number): string {
  const doc = new Y.Doc();
  for (const section of SECTIONS) {
    const words = Array.from({ length: WORDS_PER_SECTION }, () => random.pick(WORDS));
    doc.getText(section).insert(0, `${words.join(' ')} number${number}`);
  }
  return deflateRawSync(Y.encodeStateAsUpdate(doc)).toString('base64');
}
