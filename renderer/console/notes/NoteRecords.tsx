import type { I18n } from '@lingui/core';
import type { z } from 'zod';
import { lastSigned } from '../../../src/domain/notes/lastSigned.ts';
import type { noteRecordsReplySchema, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteRecord, NoteRecordContent, signatureSchema } from '../../../src/protocol/notes/note.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { CHOICES, type AddendumType } from './choiceWords.ts';
import { DraftText } from './DraftText.tsx';
import { serviceDay } from './factWords.ts';
import { returnedWords } from './returnedWords.ts';
import styles from './Signing.module.css';

type Signature = z.infer<typeof signatureSchema>;
type Chain = z.infer<typeof noteRecordsReplySchema>;

/** A note's whole chain, every version readable (WR52, WR90 to WR92). */
export function NoteRecords({ chain, reply }: { chain: Chain; reply: SessionNotesReply }) {
  const i18n = useWords();
  // An addendum has no day of service of its own.
  const day = lastSigned(chain.records)?.content.facts.session.serviceDate ?? reply.facts.session.serviceDate;
  return (
    <ol role="list" className={styles.records} aria-label={i18n._('What was signed, in order')}>
      {chain.records.map((record) => (
        <li key={record.hash} className={styles.record}>
          <RecordText
            record={record}
            returnedWith={chain.returnedWith[record.hash] ?? ''}
            reply={reply}
            day={day}
          />
        </li>
      ))}
    </ol>
  );
}

type RecordProps = { record: NoteRecord; returnedWith: string; reply: SessionNotesReply; day: string };

function RecordText({ record, returnedWith, reply, day }: RecordProps) {
  const i18n = useWords();
  const { content } = record;
  const sign = 'signature' in content && <SignatureBlock signature={content.signature} hash={record.hash} />;
  switch (content.type) {
    case 'signed':
      return (
        <>
          <h3>{i18n._('Signed')}</h3>
          {content.isLateEntry && <LateEntry content={content} />}
          <DraftText draft={content} isSigned />
          {sign}
        </>
      );
    case 'cosigned':
      return (
        <>
          <h3>{i18n._('Co-signed')}</h3>
          {sign}
        </>
      );
    case 'returned':
      return (
        <>
          <h3>{i18n._('Returned to the author')}</h3>
          <p className={styles.soft}>{returnedWords(i18n, content, reply)}</p>
          <p className={styles.asWritten}>{returnedWith}</p>
        </>
      );
    case 'addendum':
      return (
        <>
          <h3>{addendumHeading(i18n, content.addendumType, day)}</h3>
          <p className={styles.soft}>
            {i18n._('Added on {day}', { day: signedDay(i18n, content.signature) })}
            <br />
            {i18n._('Reason: {reason}', { reason: content.reason })}
          </p>
          <p className={styles.asWritten}>{content.text}</p>
          {sign}
        </>
      );
    case 'enteredInError':
      return (
        <>
          <h3>
            <Tag tone="danger">{i18n._('Entered in error')}</Tag>
          </h3>
          <p className={styles.soft}>
            {i18n._('Marked on {day}', { day: signedDay(i18n, content.signature) })}
            <br />
            {i18n._('Reason: {reason}', { reason: content.reason })}
          </p>
          {sign}
        </>
      );
  }
}

/** What an addendum is; a late entry says for which service it comes (domain.md 2.7, "Late entry"). */
function addendumHeading(i18n: I18n, type: AddendumType, day: string): string {
  return type === 'late_entry'
    ? i18n._('Late entry for service on {day}', { day: serviceDay(i18n, day) })
    : i18n._('Addendum: {type}', { type: i18n._(CHOICES.addendum[type]) });
}

/** The day of a signature where the practice is. */
function signedDay(i18n: I18n, { signedAt, timeZone }: Signature): string {
  return i18n.date(new Date(signedAt), { dateStyle: 'full', timeZone });
}

function LateEntry({ content }: { content: Extract<NoteRecordContent, { type: 'signed' }> }) {
  const i18n = useWords();
  return (
    <p>
      <Tag tone="help">
        {i18n._('Late entry for service on {day}', {
          day: serviceDay(i18n, content.facts.session.serviceDate),
        })}
      </Tag>{' '}
      {content.lateReason}
    </p>
  );
}

function SignatureBlock({ signature, hash }: { signature: Signature; hash: string }) {
  const i18n = useWords();
  const { printedName, credential, signedAt, timeZone, attestation } = signature;
  return (
    <div className={styles.signature}>
      <b>
        {[printedName, credential.type, `${credential.state} ${credential.number}`.trim()]
          .filter((part) => part !== '')
          .join(', ')}
      </b>
      <span>
        {i18n.date(new Date(signedAt), {
          dateStyle: 'long',
          timeStyle: 'long',
          timeZone,
        })}
      </span>
      <span>{attestation}</span>
      <span className={styles.hash}>{i18n._('Check value: {hash}', { hash })}</span>
    </div>
  );
}
