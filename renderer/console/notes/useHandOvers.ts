import { useMemo } from 'react';
import { z } from 'zod';
import type { HandOver } from '../../../src/domain/notes/stage.ts';
import { handOverSchema, type NotesSession } from '../../../src/protocol/api/notes.ts';
import { docIdSchema, type DocId } from '../../../src/protocol/notebook/docId.ts';
import { useDrafts } from '../notebook/useDrafts.ts';

/** Of so many drafts, the newest, it is looked up: a note that was handed over is one of the last. */
const MOST_DRAFTS = 320;
const NO_DRAFTS: readonly DocId[] = [];
const handedSchema = z.array(z.tuple([docIdSchema, handOverSchema]));

/** The drafts of these sessions that were handed over, as this workstation's notebook knows them. @param isWanted where not, nothing is looked up */
export function useHandOvers(
  sessions: readonly NotesSession[],
  isWanted: boolean,
): ReadonlyMap<DocId, HandOver> {
  const drafts = useDrafts(isWanted ? newestDrafts(sessions) : NO_DRAFTS);
  // The same for as long as nobody hands anything over: what is found by it is told to the notebook's thread (`find`).
  const handed = JSON.stringify(
    [...drafts].flatMap(([docId, { handOver }]) => (handOver === null ? [] : [[docId, handOver]])),
  );
  return useMemo(() => new Map(handedSchema.parse(JSON.parse(handed))), [handed]);
}

function newestDrafts(sessions: readonly NotesSession[]): readonly DocId[] {
  return sessions
    .flatMap(({ notes }) => notes)
    .filter(({ access, stage }) => access !== 'withheld' && stage.stage === 'draft')
    .slice(0, MOST_DRAFTS)
    .map(({ docId }) => docId);
}
