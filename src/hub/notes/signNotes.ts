import { canonicalDraft, sealRecord } from '../../domain/notes/canonical.ts';
import { blockingOf, checkNote } from '../../domain/notes/checks/checkNote.ts';
import type { Finding } from '../../domain/notes/checks/finding.ts';
import { isLateEntry, refusalsToSign } from '../../domain/notes/signing.ts';
import { stageOf } from '../../domain/notes/stage.ts';
import type { SignNotesReply } from '../../protocol/api/notes.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { parseDocId } from '../../protocol/notebook/docId.ts';
import type { NoteDraft, NoteRecord } from '../../protocol/notes/note.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import { contextOf, factsNow, lastSignedOf } from './checkContext.ts';
import { sha256Hex } from './createNoteStore.ts';
import type { NoteChain, NoteStore } from './noteStore.ts';
import { signatureBy, signerOf } from './signatures.ts';
import type { SessionNotes } from './sessionNotes.ts';
import type { AskedNote } from './wholeNote.ts';

type Outcome = SignNotesReply['notes'][number];

export type SigningDeps = {
  readonly notes: Pick<NoteStore, 'append' | 'lastSigned'>;
  readonly now: () => number;
};

/** Of each note: the record to be appended, or the answer there is already. */
type Decision = { readonly docId: string; readonly record: NoteRecord } | Outcome;

/**
 * Signs notes of one session, each for itself (SG31 to SG37). What is asked has been found whole, and the signer's to read.
 * @throws CirclewellError `not_found` where a note is of nobody in the session; then nothing is signed
 */
export async function signNotes(
  { notes, now }: SigningDeps,
  session: SessionNotes,
  asked: readonly AskedNote[],
  account: StaffAccount,
): Promise<Outcome[]> {
  const at = now();
  const decisions: Decision[] = [];
  const taken: NoteDraft[] = [];
  for (const note of asked) {
    const decision = await decide(notes, session, note, account, { at, taken });
    if (!('result' in decision)) taken.push(note.draft);
    decisions.push(decision);
  }
  // All is decided before the first write, so that the database is held for the writing alone.
  const outcomes: Outcome[] = [];
  for (const decision of decisions) {
    if ('result' in decision) outcomes.push(decision);
    else outcomes.push(await write(notes, decision, at));
  }
  return outcomes;
}

async function decide(
  store: SigningDeps['notes'],
  session: SessionNotes,
  { docId, draft, hasOpened, lateReason, handOver }: AskedNote,
  account: StaffAccount,
  { at, taken }: { readonly at: number; readonly taken: readonly NoteDraft[] },
): Promise<Decision> {
  const { ownerId, subject } = parseDocId(docId);
  const facts = factsNow(session, subject, draft.facts);
  if (!facts) throw new CirclewellError('not_found', 'There is no such member in the session');
  const chain = session.chains.get(docId) ?? [];
  const before = signedBefore(chain, draft, account);
  if (before) return { result: 'signed', docId, record: before };
  const context = contextOf(session, subject, facts, {
    others: taken,
    lastNote: draft.kind === 'member' ? await store.lastSigned(ownerId, subject, session.sessionId) : null,
  });
  const findings = [...kindFindings(session, subject, draft), ...checkNote(draft, context)];
  const signer = signerOf(session, account);
  const moment = { now: at, timeZone: session.timeZone };
  const stage = stageOf(
    chain.map(({ record }) => record),
    handOver,
  );
  const { dueAt, status: sessionStatus } = session;
  const request = { stage, signer, sessionStatus, hasOpened, findings, dueAt, lateReason };
  const refusals = refusalsToSign(request, moment);
  const signature = signatureBy(session, account, at);
  if (refusals.length > 0 || !signature)
    return { result: 'refused', docId, refusals: [...refusals], findings: codesOf(findings) };
  const isLate = isLateEntry(dueAt, at);
  const record = await sealRecord(
    {
      ...draft,
      type: 'signed',
      previousHash: chain.at(-1)?.record.hash ?? null,
      signature,
      dueAt,
      isLateEntry: isLate,
      lateReason: isLate ? lateReason : '',
    },
    sha256Hex,
  );
  return { docId, record };
}

async function write(
  notes: SigningDeps['notes'],
  { docId, record }: { readonly docId: string; readonly record: NoteRecord },
  at: number,
): Promise<Outcome> {
  // Somebody was quicker since the chain was read (SG2).
  if (!(await notes.append({ record, words: null }, at)))
    return { result: 'refused', docId, refusals: ['alreadySigned'], findings: [] };
  return { result: 'signed', docId, record };
}

/** The record that this very signing made before, where its answer was lost (SG36). */
function signedBefore(chain: NoteChain, draft: NoteDraft, { id }: StaffAccount): NoteRecord | null {
  const last = lastSignedOf(chain);
  const isReturned = chain.at(-1)?.record.content.type === 'returned';
  if (!last || isReturned || last.content.signature.staffId !== id) return null;
  return canonicalDraft(last.content) === canonicalDraft(draft) ? last : null;
}

/** A member's note for somebody without countable time, or an absence note for who was there (NO14). */
function kindFindings({ memberNotes }: SessionNotes, subject: string, { kind }: NoteDraft): Finding[] {
  if (kind === 'group' || (kind === 'member') === memberNotes.includes(subject)) return [];
  return [
    { code: 'factsDiffer', severity: 'block', where: null, found: '', mend: { how: 'takeFactsAgain' } },
  ];
}

function codesOf(findings: readonly Finding[]): string[] {
  return [...new Set(blockingOf(findings).map(({ code }) => code))];
}
