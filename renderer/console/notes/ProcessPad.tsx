import { LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import { toDocId } from '../../../src/protocol/notebook/docId.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useWords } from '../../words/i18n.ts';
import { DocStateBadge } from '../notebook/DocStateBadge.tsx';
import { useOpenDoc } from '../notebook/NotebookContext.ts';
import { Desk } from './editor/Desk.ts';
import { SectionEditor } from './editor/SectionEditor.tsx';
import styles from './ProcessPad.module.css';
import { usePen } from './usePen.ts';

/** One's own process note of a session, beside the flow and apart from it (WR70). */
export function ProcessPad({ sessionId, me }: { sessionId: string; me: Me }) {
  const i18n = useWords();
  const [isShown, setShown] = useState(false);
  const docId = toDocId({ kind: 'process', ownerId: me.staff.id, sessionId, subject: 'own' });
  const open = useOpenDoc(isShown ? docId : null);
  return (
    <section className={styles.pad} aria-label={i18n._('Process note')}>
      <Switch isSelected={isShown} onChange={setShown}>
        {i18n._('Show my process note')}
      </Switch>
      {isShown && (
        <>
          <p className={styles.who}>
            <LockKeyhole aria-hidden />
            {i18n._(
              'Only you can read this. It is sealed with your own key, is no part of any record, and is in no export and no search.',
            )}
          </p>
          {open === null ? (
            <Spinner label={i18n._('Opening the note…')} />
          ) : (
            <Pad open={open} by={me.staff.id} />
          )}
        </>
      )}
    </section>
  );
}

function Pad({ open, by }: { open: OpenDoc; by: string }) {
  const i18n = useWords();
  const pen = usePen(open, by);
  const [desk] = useState(() => new Desk());
  if (pen === null) return null;
  const putBack = (work: 'undo' | 'redo') => () => {
    const done = pen[work]();
    if (done) desk.select(done.section, done.range);
  };
  return (
    <>
      <SectionEditor
        doc={open.doc}
        section="narrative"
        name="process"
        pen={pen}
        desk={desk}
        heading={i18n._('Process note')}
        prompts={[i18n._('What you think, feel and wonder about; for yourself.')]}
        findings={NO_FINDINGS}
        snippets={NO_SNIPPETS}
        undo={putBack('undo')}
        redo={putBack('redo')}
      />
      <DocStateBadge doc={open} />
    </>
  );
}

const NO_FINDINGS: [] = [];
const NO_SNIPPETS: [] = [];
