import { parseFeedId, type DocId, type FeedId } from '../../../src/protocol/notebook/docId.ts';
import type { KeyRange } from '../ports.ts';

const DIGITS = 10;

/** The key of a document's n-th update, or of the snapshot of everything up to its n-th. */
export const numberedKey = (docId: DocId, n: number): string => `${docId}#${String(n).padStart(DIGITS, '0')}`;

/** The number in such a key. */
export const numberIn = (key: string): number => Number(key.slice(-DIGITS));

/** The document in such a key. */
export const docIn = (key: string): DocId => key.slice(0, -DIGITS - 1);

/** All such keys of a document; `$` comes after `#`. */
export const numberedOf = (docId: DocId): KeyRange => ({ from: `${docId}#`, to: `${docId}$` });

/** Where the documents of a feed are, whatever follows their id in the key; `0` comes after `/`. */
export function rangesOf(feed: FeedId): KeyRange[] {
  const { kind, id } = parseFeedId(feed);
  const kinds = kind === 'author' ? ['process'] : ['marks', 'note'];
  return kinds.map((one) => ({ from: `${one}/${id}/`, to: `${one}/${id}0` }));
}

/** Every key there is. */
export const EVERYTHING: KeyRange = { from: '', to: '\uffff' };
