import type { NoteRecord, NoteRecordContent, NoteStage } from '../../protocol/notes/note.ts';

/** A hand-over, as the draft holds it. */
export type HandOver = { readonly handedBy: string; readonly signerId: string; readonly at: number };

/**
 * Where a note stands, from the records of its chain, and while it has no signature that holds, from its draft's
 * hand-over (NO50).
 */
export function stageOf(records: readonly NoteRecord[], handOver: HandOver | null): NoteStage {
  let stage = unsigned(handOver);
  for (const { content } of records) stage = after(content, handOver);
  return stage;
}

/** FHIR R4 `DocumentReference.docStatus` (domain.md 8.1). */
export function docStatusOf({ stage }: NoteStage): 'preliminary' | 'final' | 'amended' | 'entered-in-error' {
  switch (stage) {
    case 'draft':
    case 'ready':
    case 'awaitingCosignature':
      return 'preliminary';
    case 'signed':
      return 'final';
    case 'amended':
      return 'amended';
    case 'enteredInError':
      return 'entered-in-error';
  }
}

function unsigned(handOver: HandOver | null): NoteStage {
  return handOver === null ? { stage: 'draft' } : { stage: 'ready', ...handOver };
}

function after(content: NoteRecordContent, handOver: HandOver | null): NoteStage {
  switch (content.type) {
    case 'signed': {
      const { staffId, credential, signedAt } = content.signature;
      return credential.requiresCosignature
        ? { stage: 'awaitingCosignature', signedBy: staffId, at: signedAt }
        : { stage: 'signed', at: signedAt };
    }
    case 'cosigned':
      return { stage: 'signed', at: content.signature.signedAt };
    case 'returned':
      // The hand-over from before the return is done with.
      return unsigned(handOver !== null && handOver.at > content.at ? handOver : null);
    case 'addendum':
      return { stage: 'amended', at: content.signature.signedAt };
    case 'enteredInError':
      return { stage: 'enteredInError', at: content.signature.signedAt };
  }
}
