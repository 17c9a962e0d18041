import { z } from 'zod';
import { noteIdSchema, type DocId } from '../../../src/protocol/notebook/docId.ts';
import { keptTextIn, type KeptRow } from '../store/Kept.ts';

/** Where the console keeps what the hub said of a note's chain (NB61). */
const CHAINS = '/api/notes/records/';

/** The key under which a note's chain is kept. */
export const chainKeyOf = (docId: DocId): string => CHAINS + docId.slice('note/'.length);

/** The note whose chain is kept under a key; null for any other key. */
export function noteOfChain(key: string): DocId | null {
  if (!key.startsWith(CHAINS)) return null;
  return noteIdSchema.safeParse(`note/${key.slice(CHAINS.length)}`).data ?? null;
}

const chainSchema = z.object({
  records: z.array(
    z.object({
      content: z.object({ type: z.string(), reason: z.string().optional(), text: z.string().optional() }),
    }),
  ),
});

/** The addenda of a chain as it was kept, reason and text; nothing where none is kept, or one of another shape. */
export function addendaIn(row: KeptRow | null): string[] {
  const kept = row && keptTextIn(row);
  const chain = kept && chainSchema.safeParse(JSON.parse(kept.text)).data;
  return (chain?.records ?? []).flatMap(({ content: { type, reason = '', text = '' } }) =>
    type === 'addendum' ? [reason, text] : [],
  );
}
