import * as Y from 'yjs';
import { z } from 'zod';

/** Of each writer in Yjs's sense, how much of theirs is meant. */
export type StateVector = Readonly<Record<string, number>>;

const vectorSchema = z.record(z.string(), z.number());
const signedMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('signed');

/** How far a document goes now. */
export function stateNow(doc: Y.Doc): StateVector {
  return Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc)));
}

/** Keeps how far the document went that was signed, by the record's hash (SG45). */
export function keepSignedState(doc: Y.Doc, hash: string, state: StateVector): void {
  signedMap(doc).set(hash, state);
}

/** How far the document went that became this record; null where nobody has kept it. */
export function signedState(doc: Y.Doc, hash: string): StateVector | null {
  return vectorSchema.safeParse(signedMap(doc).get(hash)).data ?? null;
}
