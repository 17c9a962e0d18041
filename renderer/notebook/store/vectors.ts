import * as Y from 'yjs';

/**
 * What the hub has of a document, as a state vector, after it was seen to have an update (ADR 0103). An update that does
 * not join on to what it has leaves it as it was: then a later difference says too much, never too little.
 */
export function raiseBy(vector: Uint8Array | null, update: Uint8Array): Uint8Array {
  const known = decode(vector);
  const { from, to } = Y.parseUpdateMeta(update);
  for (const [client, end] of to)
    if ((from.get(client) ?? 0) <= (known.get(client) ?? 0))
      known.set(client, Math.max(end, known.get(client) ?? 0));
  return Y.encodeStateVector(known);
}

/** What the hub has after it has taken a difference that leads to `other`. */
export function joined(vector: Uint8Array | null, other: Uint8Array): Uint8Array {
  const known = decode(vector);
  for (const [client, end] of decode(other)) known.set(client, Math.max(end, known.get(client) ?? 0));
  return Y.encodeStateVector(known);
}

function decode(vector: Uint8Array | null): Map<number, number> {
  return vector === null ? new Map<number, number>() : Y.decodeStateVector(vector);
}
