import type { z } from 'zod';
import type { noteRecordsReplySchema, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useWords } from '../../words/i18n.ts';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import type { NoteEntry } from './model/entries.ts';
import { NoteRecords } from './NoteRecords.tsx';
import { returnedWords } from './returnedWords.ts';
import sheet from './Sheet.module.css';
import styles from './Signing.module.css';

type Chain = z.infer<typeof noteRecordsReplySchema>;

/** What a supervisor wrote on returning a note, and what was signed of it before, folded (WR57). */
export function Returned({ reply, entry }: { reply: SessionNotesReply; entry: NoteEntry }) {
  const i18n = useWords();
  const { api } = useServices();
  const { view, query } = useQuery(
    () => api.noteRecords(reply.groupId, reply.sessionId, entry.subject),
    JSON.stringify([entry.docId, entry.onHub?.returnedBy]),
  );
  return (
    <QueryPane view={view} onRetry={() => void query.reload()}>
      {(chain) => (
        <>
          <Banner tone="help" role="note" title={i18n._('Returned to the author')}>
            <LastReturn chain={chain} reply={reply} />
          </Banner>
          <details className={sheet.keys}>
            <summary>{i18n._('What was signed, in order')}</summary>
            <NoteRecords chain={chain} reply={reply} />
          </details>
        </>
      )}
    </QueryPane>
  );
}

function LastReturn({ chain, reply }: { chain: Chain; reply: SessionNotesReply }) {
  const i18n = useWords();
  const last = chain.records.at(-1);
  if (last?.content.type !== 'returned') return null;
  return (
    <>
      <p className={styles.soft}>{returnedWords(i18n, last.content, reply)}</p>
      <p className={styles.asWritten}>{chain.returnedWith[last.hash]}</p>
    </>
  );
}
