import * as Y from 'yjs';
import type { z } from 'zod';
import { NotebookClient } from '../../../renderer/notebook/NotebookClient.ts';
import { startThread } from '../../../renderer/notebook/startThread.ts';
import { toBase64 } from '../../../renderer/notebook/store/base64.ts';
import type { OpenDoc } from '../../../renderer/notebook/worker/OpenDoc.ts';
import { meReplySchema } from '../../../src/protocol/api/accounts.ts';
import { todayReplySchema } from '../../../src/protocol/api/groups.ts';
import { BEGINNING, changesReplySchema, type DocUpdate } from '../../../src/protocol/notebook/sync.ts';
import { clockNow } from '../shared/clockNow.ts';
import { BULK_PATH } from './paths.ts';
import { lettersUpTo } from './letters.ts';
import { typeOn } from './typeOn.ts';
import { Typist } from './Typist.ts';
import { UiWatch } from './UiWatch.ts';

/** What the desktop app's keychain would keep; a passphrase would add Argon2id to each start. */
const SECRET = { kind: 'keychain', secret: btoa('\u0007'.repeat(32)), sealed: 'bench' } as const;
const TEXT = 'bench';

let client: NotebookClient | null = null;
let claim = '';
let watch: UiWatch | null = null;
let typed: DocUpdate[] = [];
const docs = new Map<string, OpenDoc>();

function own(): NotebookClient {
  if (client === null) throw new Error('No notebook is open in this page');
  return client;
}

async function ask<T>(path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
  const response = await fetch(
    path,
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  );
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return schema.parse(await response.json());
}

function opened(docId: string): OpenDoc {
  const open = docs.get(docId);
  if (!open) throw new Error(`${docId} is not open`);
  return open;
}

const text = (docId: string): Y.Text => opened(docId).doc.getText(TEXT);

/** Resolves when the notebook says that everything is on the hub. */
function whenUploaded(): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const look = (): void => {
    const { at, waitingCount } = own().state();
    if (at === 'uploaded' && waitingCount === 0) resolve(clockNow());
  };
  const stop = own().onChange(look);
  look();
  void promise.then(stop);
  return promise;
}

/** A workstation: the product's own notebook with its thread, and nothing drawn. */
export const workstation = {
  /** @returns the account's id, and today's session of its group */
  async signIn(accountName: string, passphrase: string): Promise<{ staffId: string; sessionId: string }> {
    const { staff } = await ask('/api/sign-in', meReplySchema, { accountName, passphrase });
    const { sessions } = await ask('/api/today', todayReplySchema);
    return { staffId: staff.id, sessionId: sessions[0]?.id ?? '' };
  },
  /** Starts the notebook's thread for an account. The network is needed no longer then. */
  async start(staffId: string): Promise<void> {
    client = new NotebookClient({
      line: startThread((url) => url),
      staffId,
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
    });
    ({ result: claim } = await client.claim());
  },
  /** Opens the notebook, which makes its keys the first time. @returns when it was asked for */
  async open(): Promise<number> {
    const begun = clockNow();
    if (claim === 'noVault') await own().create({ secret: SECRET, author: null, remindsOfRecovery: false });
    else await own().unlock(SECRET);
    return begun;
  },
  async openDoc(docId: string): Promise<void> {
    docs.set(docId, await own().openDoc(docId));
  },
  /** The document itself, and who hears that the notebook shows something else of it. */
  held: (docId: string) => ({ client: own(), open: opened(docId) }),
  async closeDoc(docId: string): Promise<void> {
    await docs.get(docId)?.close();
    docs.delete(docId);
  },
  read: (docId: string): string => text(docId).toJSON(),
  /** How many bytes Yjs' own difference has from nothing to a document that is open. */
  differenceBytes: (docId: string): number => Y.encodeStateAsUpdate(text(docId).doc ?? new Y.Doc()).length,
  /**
   * Types into a document that is open.
   *
   * @param together so many edits become durable before the next are typed
   * @returns the bytes of the edits, each as Yjs' update
   */
  async type(docId: string, edits: number, together: number, seed: number): Promise<number> {
    const open = opened(docId);
    let bytes = 0;
    open.doc.on('update', (update: Uint8Array) => {
      bytes += update.length;
      typed.push({ docId, data: toBase64(update) });
    });
    const typist = new Typist(text(docId), seed);
    for (let done = 0; done < edits; done += together) {
      for (let count = 0; count < together; count += 1) typist.strike();
      if (!(await open.settled())) throw new Error('An edit did not become durable');
    }
    return bytes;
  },
  /** Types on without end, and tells how many letters are shown as saved. */
  typeOn(docId: string, seed: number): void {
    void typeOn({ client: own(), open: opened(docId), seed }, (count) => globalThis.window.shown(count));
  },
  /** Types so many letters of the seed on at the end of a document, each durable before the next. */
  async typeLetters(docId: string, count: number, seed: number): Promise<void> {
    const open = opened(docId);
    const shared = text(docId);
    for (let typed = 0; typed < count; typed += 1) {
      shared.insert(shared.length, lettersUpTo(shared.length + 1, seed).slice(shared.length));
      if (!(await open.settled())) throw new Error('An edit did not become durable');
    }
  },
  /** What the notebook shows of everything. */
  isUploaded: (): boolean => own().state().at === 'uploaded',
  /** The network is back. @returns when the page was told, and when everything was on the hub */
  async upload(): Promise<{ readonly toldAt: number; readonly uploadedAt: number }> {
    const toldAt = clockNow();
    const uploaded = whenUploaded();
    await own().syncNow();
    return { toldAt, uploadedAt: await uploaded };
  },
  /** A round with the hub. @returns when it was over */
  async sync(): Promise<number> {
    await own().syncNow();
    return clockNow();
  },
  /** Resolves when a document that is open reads so. @returns when it did */
  async whenReads(docId: string, wanted: string): Promise<number> {
    const { promise, resolve } = Promise.withResolvers<number>();
    const shared = text(docId);
    const look = (): void => {
      if (shared.length === wanted.length && shared.toJSON() === wanted) resolve(clockNow());
    };
    shared.observe(look);
    look();
    const at = await promise;
    shared.unobserve(look);
    return at;
  },
  /** Looks for one query after the other. @returns how long each took, in milliseconds, and how many notes it found */
  async search(
    queries: readonly string[],
    labels: Readonly<Record<string, string>>,
  ): Promise<{ firstSearchMs: number; searchMs: number[]; totals: number[] }> {
    const look = async (query: string): Promise<{ ms: number; total: number }> => {
      const begun = performance.now();
      const { total } = await own().find(query, labels);
      return { ms: performance.now() - begun, total };
    };
    const first = await look('nothing like this');
    const all: Awaited<ReturnType<typeof look>>[] = [];
    for (const query of queries) all.push(await look(query));
    return {
      firstSearchMs: first.ms,
      searchMs: all.map(({ ms }) => ms),
      totals: all.map(({ total }) => total),
    };
  },
  watchUi(): void {
    watch = new UiWatch();
  },
  /** @returns for how long the thread that draws was not free, at most */
  uiBlockedMs(): number {
    const longest = watch?.end();
    if (longest === undefined) throw new Error('Nothing was watched');
    return longest;
  },
  /** Everything in a group's feed, as it went over the wire. */
  async readFeed(groupId: string): Promise<DocUpdate[]> {
    const all: DocUpdate[] = [];
    for (let after = BEGINNING; ;) {
      const query = { feed: `group/${groupId}`, writer: { id: 'bench', acknowledged: 0 }, after };
      const reply = await ask('/api/notebook/changes', changesReplySchema, query);
      if (reply.outcome !== 'changes') throw new Error('The feed is not known');
      all.push(...reply.updates);
      if (!reply.hasMore) return all;
      after = reply.cursor;
    }
  },
  /** The edits that were typed here since the last time, each as it was made. */
  takeEdits(): readonly DocUpdate[] {
    const taken = typed;
    typed = [];
    return taken;
  },
  /** The same bytes in one post to the bare route. @returns how long it took, in milliseconds */
  async postBulk(updates: readonly DocUpdate[]): Promise<number> {
    const body = JSON.stringify({ updates });
    const begun = performance.now();
    const response = await fetch(BULK_PATH, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await response.arrayBuffer();
    if (!response.ok) throw new Error(`The bare route answered ${response.status}`);
    return performance.now() - begun;
  },
};

declare global {
  interface Window {
    workstation: typeof workstation;
    /** Told how many letters are shown as saved. Set by the benchmark. */
    shown: (count: number) => void;
  }
}
globalThis.window.workstation = workstation;
