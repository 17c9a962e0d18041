import type { Signer } from '../../domain/notes/signing.ts';
import type { NoteRecordContent } from '../../protocol/notes/note.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import type { SessionNotes } from './sessionNotes.ts';

type Signature = Extract<NoteRecordContent, { type: 'signed' }>['signature'];

/** Somebody as signing sees them: their role as it is now, and their credential. */
export function signerOf({ signers }: SessionNotes, { id: staffId, role }: StaffAccount): Signer {
  const credential = signers.find(({ account }) => account.id === staffId)?.signature?.credential ?? null;
  return { staffId, role, credential };
}

/** The signature that somebody gives now (SG35); null without a credential. */
export function signatureBy(
  { signers, timeZone, attestation }: SessionNotes,
  { id: staffId }: StaffAccount,
  signedAt: number,
): Signature | null {
  const signature = signers.find(({ account }) => account.id === staffId)?.signature;
  if (!signature?.credential) return null;
  const { printedName, credential } = signature;
  return { staffId, printedName, credential, signedAt, timeZone, attestation };
}
