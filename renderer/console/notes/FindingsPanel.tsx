import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { Finding, Place } from '../../../src/domain/notes/checks/finding.ts';
import { parseDocId, type DocId } from '../../../src/protocol/notebook/docId.ts';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { findingWords, mendWords, placeName } from './findingWords.ts';
import styles from './Sheet.module.css';

type Props = {
  findings: readonly Finding[];
  onGo: (where: Place) => void;
  /** Puts words in the place of what was found there. */
  onReplace: (where: Place, found: string, words: string) => void;
};

/** What is to be looked at before signing, each with the way to it and out of it (WR40, WR41). */
export function FindingsPanel(props: Props) {
  const i18n = useWords();
  return (
    <section aria-labelledby="findings">
      <h3 id="findings" className={styles.asideTitle}>
        {i18n._('Before signing')}
      </h3>
      {props.findings.length === 0 ? (
        <p className={styles.allGood}>
          <CircleCheck aria-hidden /> {i18n._('Nothing is left to mend.')}
        </p>
      ) : (
        <FindingList {...props} />
      )}
    </section>
  );
}

/** The findings themselves, one after the other. */
export function FindingList({ findings, onGo, onReplace }: Props) {
  return (
    <ul role="list" className={styles.findings}>
      {findings.map((finding, at) => (
        <FindingLine
          // oxlint-disable-next-line react/no-array-index-key -- findings have no identity of their own
          key={at}
          finding={finding}
          onGo={onGo}
          onReplace={onReplace}
        />
      ))}
    </ul>
  );
}

function FindingLine({ finding, onGo, onReplace }: { finding: Finding } & Omit<Props, 'findings'>) {
  const i18n = useWords();
  const { where, found, mend, severity } = finding;
  const offers = mend.how === 'replace' ? mend.offers : mend.how === 'sayPeer' ? [i18n._('a peer')] : [];
  return (
    <li className={styles.finding} data-severity={severity}>
      <p>
        {severity === 'block' ? (
          <Tag tone="danger">{i18n._('Must be mended')}</Tag>
        ) : (
          <Tag tone="help">{i18n._('Look at it')}</Tag>
        )}
        {where !== null && <span className={styles.soft}> {placeName(i18n, where)}</span>}
      </p>
      <p>{findingWords(i18n, finding)}</p>
      {mend.how !== 'replace' && <p className={styles.soft}>{mendWords(i18n, finding)}</p>}
      {where !== null && (
        <div className={styles.mends}>
          <Button size="small" variant="plain" onPress={() => onGo(where)}>
            {i18n._('Go there')}
          </Button>
          {mend.how === 'sayAnew' && <OtherNote docId={mend.like.docId} />}
          {offers.map((words) => (
            <Button key={words} size="small" onPress={() => onReplace(where, found, words)}>
              {i18n._('Put “{words}”', { words })}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}

/** The way to the note that says the same. */
function OtherNote({ docId }: { docId: DocId }) {
  const i18n = useWords();
  const { sessionId, subject } = parseDocId(docId);
  return (
    <Link
      to="/notes/$sessionId"
      params={{ sessionId }}
      search={{ note: subject }}
      className={styles.otherNote}
    >
      {i18n._('Look at that note')}
    </Link>
  );
}
