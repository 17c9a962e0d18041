import type { Credential, NoteStage } from '../../protocol/notes/note.ts';
import type { StaffRole } from '../../protocol/session/people.ts';
import type { SessionStatus } from '../../protocol/session/state.ts';
import { dayAt, formatDay } from '../time/zonedTime.ts';
import type { Finding } from './checks/finding.ts';
import { blockingOf } from './checks/checkNote.ts';
import { mayRole, type NoteAction } from './noteRights.ts';

/** Why a step of a note is not possible. The words for each are the screen's. */
export const SIGNING_REFUSALS = [
  'roleMayNot',
  'noCredential',
  'credentialExpired',
  'credentialNeedsCosignature',
  'sessionNotEnded',
  'notOpened',
  'handedToAnother',
  'blocked',
  'lateReasonMissing',
  'alreadySigned',
  'notSigned',
  'notAwaitingCosignature',
  'ownNote',
  'signerMayNot',
  'stillAwaitingCosignature',
  'enteredInError',
] as const;
export type SigningRefusal = (typeof SIGNING_REFUSALS)[number];

/** A person of the staff, as the hub knows them. */
export type Signer = {
  readonly staffId: string;
  readonly role: StaffRole;
  readonly credential: Credential | null;
};

/** The moment, on the hub's clock. */
export type Moment = { readonly now: number; readonly timeZone: string };

/** Why a note cannot be handed over to a signer; empty where it can (NO51). */
export function refusalsToHandOver(stage: NoteStage, by: Signer, to: Signer): readonly SigningRefusal[] {
  return refusals([
    [isSigned(stage), 'alreadySigned'],
    [!mayRole(by.role, 'handOver'), 'roleMayNot'],
    [!mayRole(to.role, 'sign') || to.credential === null, 'signerMayNot'],
  ]);
}

/** What a signature is asked for. That it is the signer, by their passphrase, is the hub's to know. */
export type SigningRequest = {
  readonly stage: NoteStage;
  readonly signer: Signer;
  readonly sessionStatus: SessionStatus;
  /** The signer has had this very note open: there is no signing of notes unseen (domain.md 2.5). */
  readonly hasOpened: boolean;
  readonly findings: readonly Finding[];
  readonly dueAt: number;
  readonly lateReason: string;
};

/** Every reason for which a note cannot be signed; empty where it can (NO51, NO52, NO54). */
export function refusalsToSign(request: SigningRequest, moment: Moment): readonly SigningRefusal[] {
  const { stage, signer } = request;
  return refusals([
    [isSigned(stage), 'alreadySigned'],
    ...ofSigner(signer, 'sign', moment),
    [stage.stage === 'ready' && stage.signerId !== signer.staffId, 'handedToAnother'],
    [request.sessionStatus !== 'ended', 'sessionNotEnded'],
    [!request.hasOpened, 'notOpened'],
    [blockingOf(request.findings).length > 0, 'blocked'],
    [isLateEntry(request.dueAt, moment.now) && request.lateReason.trim() === '', 'lateReasonMissing'],
  ]);
}

/** Every reason for which a note cannot be co-signed, or returned to its author; empty where it can (NO53). */
export function refusalsToCosign(
  stage: NoteStage,
  signer: Signer,
  moment: Moment,
): readonly SigningRefusal[] {
  return refusals([
    [stage.stage !== 'awaitingCosignature', 'notAwaitingCosignature'],
    ...ofSigner(signer, 'cosign', moment),
    [signer.credential?.requiresCosignature === true, 'credentialNeedsCosignature'],
    [stage.stage === 'awaitingCosignature' && stage.signedBy === signer.staffId, 'ownNote'],
  ]);
}

/** Every reason for which nothing can be added to a note; empty where it can (NO55). */
export function refusalsToAmend(
  stage: NoteStage,
  signer: Signer,
  findings: readonly Finding[],
  moment: Moment,
): readonly SigningRefusal[] {
  return refusals([
    [!isSigned(stage), 'notSigned'],
    [stage.stage === 'awaitingCosignature', 'stillAwaitingCosignature'],
    [stage.stage === 'enteredInError', 'enteredInError'],
    ...ofSigner(signer, 'amend', moment),
    [blockingOf(findings).length > 0, 'blocked'],
  ]);
}

/** Whether what is signed now bears the label of a late entry (domain.md 0.2, rule 15). */
export function isLateEntry(dueAt: number, now: number): boolean {
  return now >= dueAt;
}

type Rule = readonly [isBroken: boolean, refusal: SigningRefusal];

function refusals(rules: readonly Rule[]): readonly SigningRefusal[] {
  return [...new Set(rules.filter(([isBroken]) => isBroken).map(([, refusal]) => refusal))];
}

function ofSigner(
  { role, credential }: Signer,
  action: NoteAction,
  { now, timeZone }: Moment,
): readonly Rule[] {
  const today = formatDay(dayAt(now, timeZone));
  const isExpired = credential?.expiresOn != null && credential.expiresOn < today;
  return [
    [!mayRole(role, action), 'roleMayNot'],
    [credential === null, 'noCredential'],
    [isExpired, 'credentialExpired'],
  ];
}

function isSigned({ stage }: NoteStage): boolean {
  return stage !== 'draft' && stage !== 'ready';
}
