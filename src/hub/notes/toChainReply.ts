import type { NoteRecord } from '../../protocol/notes/note.ts';
import type { NoteChain } from './noteStore.ts';

/** A chain as it is told: every record, and beside them what went with a return, by the record's hash. */
export function toChainReply(chain: NoteChain): {
  records: NoteRecord[];
  returnedWith: Record<string, string>;
} {
  return {
    records: chain.map(({ record }) => record),
    returnedWith: Object.fromEntries(
      chain.flatMap(({ record, words }) => (words === null ? [] : [[record.hash, words]])),
    ),
  };
}
