import type { NoteRecord, NoteStage } from '../../protocol/notes/note.ts';

/** A hand-over, as the draft holds it. */
export type HandOver = {
  readonly handedBy: string;
  readonly signerId: string;
  /** When, on the clock of whoever handed over: for people to read, and for no rule. */
  readonly at: number;
  /** The hash of the return that it came after; null where there was none. */
  readonly after: string | null;
};

/**
 * Where a note stands, from the records of its chain, and while it has no signature that holds, from its draft's
 * hand-over (NO50).
 */
export function stageOf(records: readonly NoteRecord[], handOver: HandOver | null): NoteStage {
  let stage = unsigned(handOver);
  for (const record of records) stage = afterRecord(record, handOver);
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

/** The record by which a note was returned, where that is the last of its chain; null otherwise. */
export function returnedBy(records: readonly NoteRecord[]): string | null {
  const last = records.at(-1);
  return last?.content.type === 'returned' ? last.hash : null;
}

/** The hand-over that holds once a note was returned: one from before the return, or of a workstation that did not know of it, is done with (NO53). */
export function handOverAfter(returned: string, handOver: HandOver | null): HandOver | null {
  return handOver?.after === returned ? handOver : null;
}

function unsigned(handOver: HandOver | null): NoteStage {
  if (handOver === null) return { stage: 'draft' };
  const { handedBy, signerId, at } = handOver;
  return { stage: 'ready', handedBy, signerId, at };
}

function afterRecord({ hash, content }: NoteRecord, handOver: HandOver | null): NoteStage {
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
      return unsigned(handOverAfter(hash, handOver));
    case 'addendum':
      return { stage: 'amended', at: content.signature.signedAt };
    case 'enteredInError':
      return { stage: 'enteredInError', at: content.signature.signedAt };
  }
}
