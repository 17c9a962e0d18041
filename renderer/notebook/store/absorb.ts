import * as Y from 'yjs';

/**
 * Applies an update to a document.
 * @returns what it changed, as an update; null where it changed nothing
 */
export function absorb(doc: Y.Doc, update: Uint8Array): Uint8Array | null {
  const changes: Uint8Array[] = [];
  const hear = (change: Uint8Array) => void changes.push(change);
  doc.on('update', hear);
  try {
    Y.applyUpdate(doc, update);
  } finally {
    doc.off('update', hear);
  }
  // What waits for something that is missing yet is told by no event.
  const isPending = doc.store.pendingStructs !== null || doc.store.pendingDs !== null;
  if (isPending || changes.length > 1) return update;
  return changes[0] ?? null;
}

/** Whether the bytes are an update at all. */
export function isUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}
