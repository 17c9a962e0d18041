import { parseDocId } from '../../../src/protocol/notebook/docId.ts';
import type { Parcel } from '../ports.ts';
import { open, seal } from '../vault/aesGcm.ts';
import { deflate, inflate } from './deflate.ts';

const placeOf = (docId: string) => ['process note', docId];
const isProcessNote = (docId: string) => parseDocId(docId).kind === 'process';

/** What travels: deflated, and for a process note sealed with its author's own key, which the hub never has (NB14). */
export function createParcel(authorKey: CryptoKey): Parcel {
  return {
    async pack(docId, update) {
      const packed = await deflate(update);
      return isProcessNote(docId) ? seal(authorKey, placeOf(docId), packed) : packed;
    },
    async unpack(docId, data) {
      return inflate(isProcessNote(docId) ? await open(authorKey, placeOf(docId), data) : data);
    },
  };
}
