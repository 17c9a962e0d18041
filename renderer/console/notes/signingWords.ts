import type { I18n } from '@lingui/core';
import { SIGNING_REFUSALS, type SigningRefusal } from '../../../src/domain/notes/signing.ts';
import type { WireError } from '../../../src/protocol/errors.ts';
import type { NoteStage } from '../../../src/protocol/notes/note.ts';
import { refusalWords } from '../../words/refusals.ts';
import { foundByHubWords } from './findingWords.ts';

/** Why the hub did not sign or add: codes of refusals, and of what it found. */
export type Refused = { readonly refusals: readonly string[]; readonly findings: readonly string[] };

/** Why not, and what to do. */
const REFUSALS: Readonly<Record<SigningRefusal, string>> = {
  roleMayNot: /*i18n*/ 'Your role does not allow this. Hand the note over to somebody who may sign.',
  noCredential: /*i18n*/ 'There is no credential on your account. Ask an administrator to enter it.',
  credentialExpired: /*i18n*/ 'Your credential has expired. Ask an administrator to enter the new one.',
  credentialNeedsCosignature:
    /*i18n*/ 'Your credential needs a co-signature itself, so it cannot give one to somebody else.',
  sessionNotEnded: /*i18n*/ 'The session has not ended yet. Sign when it is over.',
  notOpened: /*i18n*/ 'You have not opened this note yet. Read it first, then sign.',
  handedToAnother:
    /*i18n*/ 'This note was handed over to somebody else. Ask them to sign it or to hand it over to you.',
  blocked: /*i18n*/ 'Some things must be mended first. They are listed beside the note.',
  lateReasonMissing: /*i18n*/ 'This note is late. Say why, then sign; it will be marked as a late entry.',
  alreadySigned: /*i18n*/ 'This note is signed already. You can write an addendum to it.',
  notSigned: /*i18n*/ 'This note is not signed yet, so you can still change the note itself.',
  notAwaitingCosignature: /*i18n*/ 'This note is not waiting for a co-signature.',
  ownNote: /*i18n*/ 'You signed this note yourself. Somebody else must co-sign it.',
  signerMayNot: /*i18n*/ 'That person cannot sign notes. Choose somebody with a credential.',
  stillAwaitingCosignature:
    /*i18n*/ 'This note still waits for its co-signature. Write the addendum after that.',
  enteredInError: /*i18n*/ 'This note was marked as entered in error. Nothing more is added to it.',
};

const STAGES: Readonly<Record<NoteStage['stage'], string>> = {
  draft: /*i18n*/ 'Draft',
  ready: /*i18n*/ 'Handed over',
  awaitingCosignature: /*i18n*/ 'Waits for co-signature',
  signed: /*i18n*/ 'Signed',
  amended: /*i18n*/ 'Signed, with addenda',
  enteredInError: /*i18n*/ 'Entered in error',
};

export function signingRefusalWords(i18n: I18n, refusal: SigningRefusal): string {
  return i18n._(REFUSALS[refusal]);
}

/** Every reason of the hub's in words, a line for each, with what it found (WR51). A code that this release does not know is not kept back. */
export function refusedWords(i18n: I18n, refused: Refused | undefined): string | undefined {
  if (!refused) return undefined;
  const unknown = (code: string) => i18n._('The hub refused it: {code}', { code });
  const refusals = refused.refusals.map((code) => {
    const known = SIGNING_REFUSALS.find((refusal) => refusal === code);
    return known === undefined ? unknown(code) : signingRefusalWords(i18n, known);
  });
  const findings = refused.findings.map((code) => foundByHubWords(i18n, code) ?? unknown(code));
  return [...refusals, ...findings].join('\n');
}

/** Why a signing or an addition did not come about at all, and what to do. */
export function signingErrorWords(i18n: I18n, error: Pick<WireError, 'kind' | 'rule'>): string {
  // Nobody gives a name here, so the sign-in's words would lead astray.
  return error.rule === 'account.wrongPassphrase'
    ? i18n._(
        'This is not your passphrase. Nothing was signed. Type the one that you sign in with, and mind capital letters; after several wrong tries you have to wait.',
      )
    : refusalWords(i18n, error, 'staff');
}

/** Where a note stands, in a word or two. */
export function stageName(i18n: I18n, { stage }: NoteStage): string {
  return i18n._(STAGES[stage]);
}
