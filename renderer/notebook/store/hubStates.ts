import * as Y from 'yjs';

/** What the hub has of a document: how far of each writer's text, and what is deleted (ADR 0103). A Yjs snapshot's bytes. */
type HubState = Uint8Array | null;

/**
 * What the hub has after it was seen to have an update. Text that does not join on to what it has leaves that as it was: then
 * a later difference says too much, never too little. Deletions count wherever they stand.
 */
export function raiseBy(state: HubState, update: Uint8Array): Uint8Array {
  const { ds, sv } = decode(state);
  const { from, to } = Y.parseUpdateMeta(update);
  for (const [client, end] of to)
    if ((from.get(client) ?? 0) <= (sv.get(client) ?? 0)) sv.set(client, Math.max(end, sv.get(client) ?? 0));
  return encode(Y.mergeDeleteSets([ds, Y.decodeUpdate(update).ds]), sv);
}

/** What the hub has after it has taken a difference that leads to `other`. */
export function joined(state: HubState, other: Uint8Array): Uint8Array {
  const { ds, sv } = decode(state);
  const more = Y.decodeSnapshot(other);
  for (const [client, end] of more.sv) sv.set(client, Math.max(end, sv.get(client) ?? 0));
  return encode(Y.mergeDeleteSets([ds, more.ds]), sv);
}

/** What the hub has once it has the whole document. */
export function wholeOf(doc: Y.Doc): Uint8Array {
  return Y.encodeSnapshot(Y.snapshot(doc));
}

/** What of a document the hub is not known to have, as an update; null where that is nothing. */
export function differenceOf(doc: Y.Doc, state: HubState): Uint8Array | null {
  const { ds, sv } = decode(state);
  const whole = Y.snapshot(doc);
  const isPending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  const hasText = [...whole.sv].every(([client, end]) => end <= (sv.get(client) ?? 0));
  const known = Y.mergeDeleteSets([ds]);
  const hasDeletions = Y.equalDeleteSets(Y.mergeDeleteSets([ds, whole.ds]), known);
  if (!isPending && hasText && hasDeletions) return null;
  return Y.encodeStateAsUpdate(doc, Y.encodeStateVector(sv));
}

function decode(state: HubState): Y.Snapshot {
  return state === null ? Y.createSnapshot(Y.createDeleteSet(), new Map()) : Y.decodeSnapshot(state);
}

function encode(ds: ReturnType<typeof Y.createDeleteSet>, sv: Map<number, number>): Uint8Array {
  return Y.encodeSnapshot(Y.createSnapshot(ds, sv));
}
