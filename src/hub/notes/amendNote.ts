import { sealRecord } from '../../domain/notes/canonical.ts';
import { checkAmendment } from '../../domain/notes/checks/checkAmendment.ts';
import { blockingOf } from '../../domain/notes/checks/checkNote.ts';
import type { Finding } from '../../domain/notes/checks/finding.ts';
import { refusalsToAmend, refusalsToCosign, type SigningRefusal } from '../../domain/notes/signing.ts';
import { stageOf } from '../../domain/notes/stage.ts';
import type { AmendNoteBody, AmendNoteReply } from '../../protocol/api/notes.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { parseDocId } from '../../protocol/notebook/docId.ts';
import type { NoteRecordContent } from '../../protocol/notes/note.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import { calledAround } from '../../domain/notes/checks/names.ts';
import { lastSignedOf } from './checkContext.ts';
import { sha256Hex } from './createNoteStore.ts';
import { isRepeated } from './isRepeated.ts';
import type { NoteChain, NoteStore } from './noteStore.ts';
import { signatureBy, signerOf } from './signatures.ts';
import type { SessionNotes } from './sessionNotes.ts';
import { toChainReply } from './toChainReply.ts';

export type AmendingDeps = {
  readonly notes: Pick<NoteStore, 'append' | 'chain'>;
  readonly now: () => number;
};
type Asked = Omit<AmendNoteBody, 'passphrase'>;
type Addition = Pick<Asked, 'docId' | 'amendment'>;

/**
 * Co-signs, returns, adds to or enters in error a note that was signed (SG40 to SG42).
 * @throws CirclewellError `conflict` where the chain's end is another than the one that was read (SG44)
 */
export async function amendNote(
  { notes, now }: AmendingDeps,
  session: SessionNotes,
  { docId, lastHash, amendment }: Asked,
  account: StaffAccount,
): Promise<AmendNoteReply> {
  const at = now();
  const chain = await notes.chain(docId);
  const last = chain.at(-1);
  if (last && isRepeated(last, amendment, account.id)) return { result: 'amended', ...toChainReply(chain) };
  // What the note is now, who asks has not seen.
  if (last && last.record.hash !== lastHash) throw addedMeanwhile();
  const findings = findingsIn(session, chain, { docId, amendment });
  const refusals = refusalsTo(session, chain, amendment, account, { at, findings });
  const content = contentOf(session, chain, { docId, amendment }, account, at);
  if (refusals.length > 0 || !content)
    return { result: 'refused', refusals: [...refusals], findings: codesOf(findings) };
  const record = await seal(content);
  const words = amendment.type === 'returned' ? amendment.words : null;
  // Somebody was quicker since the chain was read here (SG2).
  if (!(await notes.append({ record, words }, at))) throw addedMeanwhile();
  return { result: 'amended', ...toChainReply(await notes.chain(docId)) };
}

function addedMeanwhile(): CirclewellError {
  return new CirclewellError('conflict', 'Something was added to the note meanwhile');
}

/** @throws CirclewellError `invalid` where the text cannot be hashed (NO63) */
async function seal(content: NoteRecordContent) {
  try {
    return await sealRecord(content, sha256Hex);
  } catch {
    throw new CirclewellError('invalid', 'The text cannot be signed');
  }
}

function refusalsTo(
  session: SessionNotes,
  chain: NoteChain,
  { type }: Asked['amendment'],
  account: StaffAccount,
  { at, findings }: { readonly at: number; readonly findings: readonly Finding[] },
): readonly SigningRefusal[] {
  const stage = stageOf(
    chain.map(({ record }) => record),
    null,
  );
  const signer = signerOf(session, account);
  const moment = { now: at, timeZone: session.timeZone };
  switch (type) {
    case 'cosigned':
    case 'returned':
      return refusalsToCosign(stage, signer, moment);
    case 'addendum':
    case 'enteredInError':
      return refusalsToAmend(stage, signer, findings, moment);
  }
}

function contentOf(
  session: SessionNotes,
  chain: NoteChain,
  { docId: noteId, amendment }: Addition,
  account: StaffAccount,
  at: number,
): NoteRecordContent | null {
  const previousHash = chain.at(-1)?.record.hash;
  const signature = signatureBy(session, account, at);
  if (previousHash === undefined || !signature) return null;
  const place = { noteId, previousHash };
  switch (amendment.type) {
    case 'cosigned':
      return { type: 'cosigned', ...place, signature };
    case 'returned':
      return { type: 'returned', ...place, byStaffId: account.id, at };
    case 'addendum':
    case 'enteredInError':
      return { ...amendment, ...place, signature };
  }
}

/** What is found in an addendum's text and in the reason for it, which is as readable (NO55, SG42). */
function findingsIn(
  session: SessionNotes,
  chain: NoteChain,
  { docId, amendment }: Addition,
): readonly Finding[] {
  const signed = lastSignedOf(chain);
  if (!signed || !('reason' in amendment)) return [];
  const context = { ...calledAround(session.people, parseDocId(docId).subject), settings: session.settings };
  return checkAmendment(amendment, signed.content.facts, context);
}

function codesOf(findings: readonly Finding[]): string[] {
  return [...new Set(blockingOf(findings).map(({ code }) => code))];
}
