import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { NotesSession } from '../../../src/protocol/api/notes.ts';
import { parseDocId } from '../../../src/protocol/notebook/docId.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWords } from '../../words/i18n.ts';
import { useNotebook } from '../notebook/NotebookContext.ts';
import { labelsOf } from './model/labels.ts';
import styles from './Notes.module.css';
import { useHandOvers } from './useHandOvers.ts';
import { useRosterNames } from './useRosterNames.ts';

const REST_MS = 120;
type Found = Awaited<ReturnType<NotebookClient['find']>>;

/** Finds notes by member, session, stage and text, among those of this workstation (WR60). */
export function FindNotes({ sessions }: { sessions: readonly NotesSession[] }) {
  const i18n = useWords();
  const access = useNotebook();
  const client = access.at === 'open' ? access.client : null;
  const names = useRosterNames(sessions);
  const [query, setQuery] = useState('');
  const [result, setResult] = useState<Found | null>(null);
  const handOvers = useHandOvers(sessions, query.trim() !== '');
  const labels = useMemo(
    () => labelsOf(i18n, sessions, names, handOvers),
    [i18n, sessions, names, handOvers],
  );
  const told = useMemo(() => Object.fromEntries(labels), [labels]);
  useEffect(() => {
    if (client === null || query.trim() === '') {
      setResult(null);
      return undefined;
    }
    let isOver = false;
    const look = async (): Promise<void> => {
      const found = await client.find(query, told).catch(() => null);
      if (!isOver) setResult(found);
    };
    const timer = setTimeout(() => void look(), REST_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, query, told]);
  return (
    <search className={styles.find}>
      <TextField
        label={i18n._('Find a note')}
        type="search"
        value={query}
        onChange={client === null ? undefined : setQuery}
        description={i18n._('By member, group, day, stage or words of the text; also without a network.')}
        maxLength={200}
      />
      {result !== null && (
        <>
          <p role="status" className={styles.soft}>
            {i18n._('{count, plural, =0 {No note} one {# note} other {# notes}} found', {
              count: result.total,
            })}
          </p>
          <ul role="list" className={styles.sessions}>
            {result.found.map(({ docId, excerpt }) => {
              const { sessionId, subject } = parseDocId(docId);
              return (
                <Card as="li" key={docId} className={styles.sessionLine}>
                  <div>
                    <Link
                      to="/notes/$sessionId"
                      params={{ sessionId }}
                      search={{ note: subject }}
                      className={styles.sessionLink}
                    >
                      {labels.get(docId) ?? i18n._('A note of an earlier session')}
                    </Link>
                    <p>{excerpt}</p>
                  </div>
                </Card>
              );
            })}
          </ul>
        </>
      )}
    </search>
  );
}
