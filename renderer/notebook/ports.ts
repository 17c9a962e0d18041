import type {
  Batch,
  BatchReply,
  ChangesQuery,
  ChangesReply,
  FeedsReply,
  NewsReply,
} from '../../src/protocol/notebook/sync.ts';

/** Bytes in a buffer of their own, as WebCrypto and IndexedDB take them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** The notebook's tables. What is in which: `store/keys.ts`, `store/rows.ts`. */
export const TABLES = [
  'note_updates',
  'outbox',
  'snapshots',
  'cursors',
  'batches',
  'hub_states',
  'kept',
  'meta',
] as const;
export type TableName = (typeof TABLES)[number];

export type Row = { readonly key: string; readonly bytes: Bytes };

/** One step of a transaction. */
export type Change =
  | { readonly kind: 'put'; readonly table: TableName; readonly key: string; readonly bytes: Bytes }
  | { readonly kind: 'delete'; readonly table: TableName; readonly key: string };

/** Keys from `from` on, up to and without `to`, in the order of their UTF-16 code units. */
export type KeyRange = { readonly from: string; readonly to: string };

/** Where rows lie. Whoever opened it closes it. */
export interface Disk {
  get(table: TableName, key: string): Promise<Bytes | null>;
  /** What lies under each of the keys, in their order. */
  getAll(table: TableName, keys: readonly string[]): Promise<(Bytes | null)[]>;
  /** The rows of each range, all read at one moment. */
  listAll(table: TableName, ranges: readonly KeyRange[]): Promise<Row[][]>;
  keys(table: TableName, range: KeyRange): Promise<string[]>;
  /**
   * All of it or nothing; durable when it resolves (NB1).
   * @throws DiskFullError where there is no room; then nothing has changed
   */
  commit(changes: readonly Change[]): Promise<void>;
  close(): void;
}

/** There is no room for what was to be written (NB4). */
export class DiskFullError extends Error {
  override readonly name = 'DiskFullError';
}

/** The hub, as the notebook asks it. Every call rejects with a CirclewellError. */
export interface Transport {
  feeds(): Promise<FeedsReply>;
  changes(query: ChangesQuery): Promise<ChangesReply>;
  send(batch: Batch): Promise<BatchReply>;
  /** Waits at the hub until the feeds are otherwise than this says, or for a while. */
  news(asOf: string): Promise<NewsReply>;
}

/** Makes of a document's update what travels, and back. @throws Error where it does not open */
export interface Parcel {
  pack(docId: string, update: Uint8Array): Promise<Uint8Array>;
  unpack(docId: string, data: Uint8Array): Promise<Uint8Array>;
}

/** Makes names that nobody else has made or will make. */
export type NewId = () => string;
