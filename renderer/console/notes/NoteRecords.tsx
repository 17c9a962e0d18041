import type { z } from 'zod';
import type { noteRecordsReplySchema } from '../../../src/protocol/api/notes.ts';
import type { NoteRecord, NoteRecordContent, signatureSchema } from '../../../src/protocol/notes/note.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { DraftText } from './DraftText.tsx';
import { serviceDay } from './factWords.ts';
import styles from './Signing.module.css';

type Chain = z.infer<typeof noteRecordsReplySchema>;

/** A note's whole chain, every version readable (WR52). */
export function NoteRecords({ chain }: { chain: Chain }) {
  const i18n = useWords();
  return (
    <ol role="list" className={styles.records} aria-label={i18n._('What was signed, in order')}>
      {chain.records.map((record) => (
        <li key={record.hash} className={styles.record}>
          <RecordText record={record} returnedWith={chain.returnedWith[record.hash] ?? ''} />
        </li>
      ))}
    </ol>
  );
}

function RecordText({ record, returnedWith }: { record: NoteRecord; returnedWith: string }) {
  const i18n = useWords();
  const { content } = record;
  const sign = 'signature' in content && <SignatureBlock signature={content.signature} hash={record.hash} />;
  switch (content.type) {
    case 'signed':
      return (
        <>
          {content.isLateEntry && <LateEntry content={content} />}
          <DraftText draft={content} />
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
          <p className={styles.asWritten}>{returnedWith}</p>
        </>
      );
    case 'addendum':
      return (
        <>
          <h3>{i18n._('Addendum')}</h3>
          <p className={styles.soft}>{content.reason}</p>
          <p className={styles.asWritten}>{content.text}</p>
          {sign}
        </>
      );
    case 'enteredInError':
      return (
        <>
          <Tag tone="danger">{i18n._('Entered in error')}</Tag>
          <p>{content.reason}</p>
          {sign}
        </>
      );
  }
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

function SignatureBlock({ signature, hash }: { signature: z.infer<typeof signatureSchema>; hash: string }) {
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
