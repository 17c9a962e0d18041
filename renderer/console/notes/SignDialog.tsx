import { useState } from 'react';
import type { SignNotesReply } from '../../../src/protocol/api/notes.ts';
import { parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { StateVector } from '../../notebook/documents/signedState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { useServices } from '../app/services.ts';
import { useSubmit } from '../app/useSubmit.ts';
import { noteName } from './noteName.ts';
import { signBody, type ToSign } from './model/toSign.ts';
import styles from './Signing.module.css';
import { refusedWords, signingErrorWords, type Refused } from './signingWords.ts';

/** A note that was signed just now: its record, and how far its document went then. */
export type Signed = { readonly docId: DocId; readonly hash: string; readonly state: StateVector };
type Props = {
  notes: readonly ToSign[];
  attestation: string;
  onClose: () => void;
  onSigned: (signed: readonly Signed[]) => void;
};

const HINDRANCES: Readonly<Record<NonNullable<ToSign['hindrance']>, string>> = {
  notOpened: /*i18n*/ 'Not opened yet',
  changedSince: /*i18n*/ 'Changed since you looked at it: read it again first',
  handedToAnother: /*i18n*/ 'Handed over to somebody else',
  twoVersions: /*i18n*/ 'Two versions of a sentence must be looked at first',
  twoChoices: /*i18n*/ 'Two different choices must be looked at first',
  blocked: /*i18n*/ 'Something must be mended first',
};

/** Signs the notes that were opened and are ready, under one entry of the passphrase (WR50, WR51). */
export function SignDialog({ notes, attestation, onClose, onSigned }: Props) {
  const i18n = useWords();
  const { api, olderNotes } = useServices();
  const ready = notes.filter(({ hindrance }) => hindrance === null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [passphrase, setPassphrase] = useState('');
  const [lateReason, setLateReason] = useState('');
  const [refused, setRefused] = useState<ReadonlyMap<string, Refused>>(new Map());
  const chosen = ready.filter(({ entry }) => !left.has(entry.docId));
  // The hub's clock is the one that counts: it may find late what this one does not (NB28).
  const isLate = chosen.some(
    (note) => note.isLate || refused.get(note.entry.docId)?.refusals.includes('lateReasonMissing') === true,
  );
  const submit = useSubmit(async () => {
    const reply = await api.signNotes(signBody(chosen, passphrase, lateReason));
    for (const { docId } of reply.notes) olderNotes.outdate(parseDocId(docId).sessionId);
    setPassphrase('');
    setRefused(refusalsIn(reply));
    onSigned(signedIn(reply, chosen));
    if (reply.notes.every(({ result }) => result === 'signed')) onClose();
  });
  const isWhole = chosen.length > 0 && passphrase !== '' && (!isLate || lateReason.trim() !== '');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={i18n._('Sign notes')}
      footer={
        <>
          <Button onPress={onClose}>{i18n._('Cancel')}</Button>
          <Button variant="primary" isPending={submit.isPending} onPress={isWhole ? submit.run : undefined}>
            {chosen.length === 0
              ? i18n._('Sign')
              : i18n._('{count, plural, one {Sign # note} other {Sign # notes}}', { count: chosen.length })}
          </Button>
        </>
      }
    >
      <form className={styles.form} onSubmit={submit.onSubmit}>
        {submit.error && (
          <Banner tone="danger" role="alert">
            {signingErrorWords(i18n, submit.error)}
          </Banner>
        )}
        <ul role="list" className={styles.notes}>
          {notes.map(({ entry, hindrance, isLate: isLateNote }) => (
            <li key={entry.docId}>
              <Checkbox
                isSelected={hindrance === null && !left.has(entry.docId)}
                onChange={
                  hindrance === null
                    ? (isChosen) => setLeft((before) => without(before, entry.docId, isChosen))
                    : undefined
                }
                description={
                  hindrance === null
                    ? isLateNote
                      ? i18n._('Late: it will be marked as a late entry')
                      : undefined
                    : i18n._(HINDRANCES[hindrance])
                }
                errorMessage={refusedWords(i18n, refused.get(entry.docId))}
              >
                {noteName(i18n, entry)}
              </Checkbox>
            </li>
          ))}
        </ul>
        {isLate && (
          <TextField
            label={i18n._('Why it is late')}
            value={lateReason}
            onChange={setLateReason}
            maxLength={300}
          />
        )}
        <p className={styles.attestation}>{attestation}</p>
        <TextField
          label={i18n._('Your passphrase')}
          type="password"
          passphraseOf="account"
          autoComplete="current-password"
          value={passphrase}
          onChange={setPassphrase}
          onSubmit={isWhole ? submit.run : undefined}
          autoFocus
        />
      </form>
    </Dialog>
  );
}

function without(left: ReadonlySet<string>, docId: string, isChosen: boolean): ReadonlySet<string> {
  const next = new Set(left);
  if (isChosen) next.delete(docId);
  else next.add(docId);
  return next;
}

function signedIn({ notes }: SignNotesReply, asked: readonly ToSign[]): readonly Signed[] {
  return notes.flatMap((note) => {
    const one = asked.find(({ entry }) => entry.docId === note.docId);
    return note.result === 'signed' && one
      ? [{ docId: one.entry.docId, hash: note.record.hash, state: one.state }]
      : [];
  });
}

function refusalsIn({ notes }: SignNotesReply): ReadonlyMap<string, Refused> {
  return new Map(notes.flatMap((note) => (note.result === 'refused' ? [[note.docId, note] as const] : [])));
}
