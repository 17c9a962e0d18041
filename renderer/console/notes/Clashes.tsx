import { useCallback } from 'react';
import type * as Y from 'yjs';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { clashesIn, type Clash } from '../../notebook/documents/clashes.ts';
import { markLookedAt } from '../../notebook/documents/stamps.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { nameOf } from './model/entries.ts';
import { sectionName } from './sectionWords.ts';
import styles from './Sheet.module.css';
import { useReading } from './useReading.ts';

type Props = {
  doc: Y.Doc;
  reply: SessionNotesReply;
  by: string;
  onGo: (clash: Clash) => void;
};

/** Sentences that two people changed apart from each other, with both texts, until somebody has looked (WR8). */
export function Clashes({ doc, reply, by, onGo }: Props) {
  const i18n = useWords();
  const clashes = useReading(
    useCallback(() => clashesIn(doc), [doc]),
    doc,
  );
  return clashes.map((clash) => (
    <Banner
      key={clash.id}
      tone="help"
      title={i18n._('Two versions of one sentence in: {section}', {
        section: sectionName(i18n, clash.section),
      })}
      actions={
        <>
          <Button size="small" onPress={() => onGo(clash)}>
            {i18n._('Go there')}
          </Button>
          <Button size="small" onPress={() => markLookedAt(doc, clash.id, by)}>
            {i18n._('I have looked at it')}
          </Button>
        </>
      }
    >
      <p>
        {i18n._(
          'Both were written apart from each other, and both are in the text. Make one sentence of them.',
        )}
      </p>
      {clash.versions.map(({ by: writer, text }) => (
        <p key={`${writer} ${text}`} className={styles.asWritten}>
          <b>{nameOf(reply, writer)}</b>: {text === '' ? i18n._('took it out') : text}
        </p>
      ))}
    </Banner>
  ));
}
