import type { I18n } from '@lingui/core';
import { useCallback, useMemo } from 'react';
import type * as Y from 'yjs';
import { GROUP_SUBJECT, parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { sectionText, writtenSections } from '../../notebook/documents/noteDoc.ts';
import { readGoals } from '../../notebook/documents/noteElements.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { namesIn, useRosters } from '../groups/useRosters.ts';
import { useLook } from '../notebook/useLook.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Signing.module.css';
import { useReading } from './useReading.ts';
import { HeldDoc, useSessionDocs } from './useSessionDocs.tsx';

/** A session of which the hub has told this workstation nothing, while it does not answer: what is here is read (WR26). */
export function UntoldSession({ sessionId, onRetry }: { sessionId: string; onRetry: () => void }) {
  const i18n = useWords();
  const askHeld = useCallback((client: NotebookClient) => client.held(sessionId), [sessionId]);
  const docIds = useLook(askHeld) ?? [];
  const { docs, onDoc } = useSessionDocs();
  const rosters = useRosters(docIds.map((docId) => parseDocId(docId).ownerId));
  const names = useMemo(() => namesIn(rosters), [rosters]);
  const inOrder = docIds.toSorted(
    (one, other) =>
      Number(isGroup(other)) - Number(isGroup(one)) ||
      nameOf(i18n, one, names).localeCompare(nameOf(i18n, other, names), i18n.locale),
  );
  return (
    <Page title={i18n._('Notes')}>
      <Banner
        tone="info"
        title={i18n._('The notes of this session need the hub once')}
        actions={
          <Button size="small" onPress={onRetry}>
            {i18n._('Try again')}
          </Button>
        }
      >
        {i18n._(
          'It has not told this workstation yet who took part, so nothing can be written here. This page goes on by itself once the hub answers. What is kept on this workstation is safe, and can be read below.',
        )}
      </Banner>
      {docIds.map((docId) => (
        <HeldDoc key={docId} docId={docId} onDoc={onDoc} />
      ))}
      {inOrder.map((docId) => {
        const open = docs.get(docId);
        return open && <HeldText key={docId} name={nameOf(i18n, docId, names)} doc={open.doc} />;
      })}
    </Page>
  );
}

const isGroup = (docId: DocId): boolean => parseDocId(docId).subject === GROUP_SUBJECT;

function nameOf(i18n: I18n, docId: DocId, names: ReadonlyMap<string, string>): string {
  if (isGroup(docId)) return i18n._('Group part');
  return names.get(parseDocId(docId).subject) ?? i18n._('A member');
}

/** What is written in a note, without the facts and the format, which are the session's. */
function HeldText({ name, doc }: { name: string; doc: Y.Doc }) {
  const i18n = useWords();
  const written = useReading(
    useCallback(
      () => ({
        goals: readGoals(doc).map(({ text }) => text),
        // Which format it is stands elsewhere; in each of them the plan comes last.
        sections: writtenSections(doc)
          .toSorted((one, other) => Number(one === 'plan') - Number(other === 'plan'))
          .map((id) => ({ id, text: sectionText(doc, id).toJSON() })),
      }),
      [doc],
    ),
    doc,
  );
  return (
    <Card as="section" aria-label={name} className={styles.held}>
      <h2>{name}</h2>
      {written.goals.length > 0 && <p>{written.goals.join(' · ')}</p>}
      {written.sections.map(({ id, text }) => (
        <div key={id}>
          <h3>{sectionName(i18n, id)}</h3>
          <p className={styles.asWritten}>{text}</p>
        </div>
      ))}
      {written.sections.length === 0 && <p>{i18n._('Nothing written yet.')}</p>}
    </Card>
  );
}
