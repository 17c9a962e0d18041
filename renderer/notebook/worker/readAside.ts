import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { Disk, NewId } from '../ports.ts';
import { createSealedDisk } from '../store/createSealedDisk.ts';
import { LIMITS, NoteStore } from '../store/NoteStore.ts';
import { Vault, type Unlocked, type VaultDeps } from '../vault/Vault.ts';

export type WaitedDoc = { readonly docId: DocId; readonly update: Uint8Array };

/** What waits in a notebook that was set aside, where a passphrase opens it (NB67). Changes nothing in it but the count of tries. */
export async function readAside(
  disk: Disk,
  passphrase: string,
  { cost, now, newId }: Pick<VaultDeps, 'cost' | 'now'> & { readonly newId: NewId },
): Promise<{ readonly ok: true; readonly documents: WaitedDoc[] } | Exclude<Unlocked, { ok: true }>> {
  const opened = await new Vault({ disk, cost, now }).unlock({ kind: 'passphrase', text: passphrase });
  if (!opened.ok) return opened;
  const store = new NoteStore(createSealedDisk(disk, opened.keys.dataKey), newId, LIMITS);
  const documents: WaitedDoc[] = [];
  for (const docId of await store.waiting()) documents.push({ docId, update: await store.read(docId) });
  return { ok: true, documents };
}
