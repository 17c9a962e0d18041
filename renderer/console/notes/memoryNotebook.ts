import type { Transport } from '../../notebook/ports.ts';
import { NotebookClient } from '../../notebook/NotebookClient.ts';
import { MemoryDisk } from '../../notebook/testKit/MemoryDisk.ts';
import { MemoryHub } from '../../notebook/testKit/MemoryHub.ts';
import { serveNotebook } from '../../notebook/worker/serveNotebook.ts';

/** A workstation's notebook without a thread, a disk or a hub of its own, open; for tests and pictures. Its owner closes it. */
export async function openMemoryNotebook(
  staffId: string,
  transport: Transport = toMemoryHub(staffId),
): Promise<{ readonly client: NotebookClient; readonly disk: MemoryDisk; close(): void }> {
  const { port1: page, port2: thread } = new MessageChannel();
  page.start();
  thread.start();
  let ids = 0;
  const disk = new MemoryDisk();
  serveNotebook({
    line: thread,
    openDisk: () => disk.open(),
    claim: () => Promise.resolve(true),
    openTransport: () => transport,
    timers: { now: () => 0, after: () => () => undefined },
    random: () => 0,
    newId: () => `${staffId}-${(ids += 1)}`,
    cost: { t: 1, m: 8, p: 1 },
    now: () => 0,
  });
  const client = new NotebookClient({ line: page, staffId, after: () => () => undefined });
  await client.claim();
  await client.create({
    secret: { kind: 'passphrase', text: 'river stone lantern 42' },
    author: null,
    remindsOfRecovery: false,
  });
  return {
    client,
    disk,
    close() {
      page.close();
      thread.close();
    },
  };
}

function toMemoryHub(staffId: string): Transport {
  const hub = new MemoryHub(100);
  return {
    feeds: async () => hub.feeds(staffId, ['group/g1', `author/${staffId}`]),
    changes: async (query) => hub.changes(query),
    send: async (batch) => hub.send(batch),
    news: () => new Promise(() => undefined),
  };
}
