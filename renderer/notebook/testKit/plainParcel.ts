import type { Parcel } from '../ports.ts';

/** Packs nothing. */
export const PLAIN_PARCEL: Parcel = { pack: async (_, update) => update, unpack: async (_, data) => data };
