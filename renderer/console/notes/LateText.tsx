import { useCallback } from 'react';
import type * as Y from 'yjs';
import type { SignedRecord } from '../../../src/domain/notes/lastSigned.ts';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteStage } from '../../../src/protocol/notes/note.ts';
import { dealWithLate, lateDealt, takeUpAgain } from '../../notebook/documents/lateDealt.ts';
import { lateChoicesIn } from '../../notebook/documents/lateChoices.ts';
import { lateTextIn } from '../../notebook/documents/lateText.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import { LateParts } from './LateParts.tsx';
import { addendumOf, isOfferedTo } from './model/lateOffer.ts';
import { nameOf } from './model/entries.ts';
import styles from './Signing.module.css';
import { useReading } from './useReading.ts';

/** Late text on its way into an addendum. */
export type LateOffer = { readonly text: string; readonly onAdded: () => void };

type Props = {
  doc: Y.Doc;
  reply: SessionNotesReply;
  me: Me;
  signed: SignedRecord;
  stage: NoteStage;
  /** Opens an addendum; left out where none can be written now. */
  onAdd: ((offer: LateOffer) => void) | undefined;
};

/** What was written in a note after it was signed: offered to whoever wrote it, and told to the others (SG43, SG45, SG46). */
export function LateText({ doc, reply, me, signed, stage, onAdd }: Props) {
  const i18n = useWords();
  const { late, chosen, dealt } = useReading(
    useCallback(
      () => ({
        late: lateTextIn(doc, signed),
        chosen: lateChoicesIn(doc, signed),
        dealt: lateDealt(doc),
      }),
      [doc, signed],
    ),
    doc,
  );
  const { id: by, role } = me.staff;
  const isOwn = (one: { readonly by: readonly string[] }) => isOfferedTo(one, me.staff, reply.signers);
  const [own, choices] = [late.filter(isOwn), chosen.filter(isOwn)];
  const others = [...late, ...chosen].filter((one) => !isOwn(one));
  const deal = (how: 'addendum' | 'setAside'): void =>
    dealWithLate(doc, { id: crypto.randomUUID(), hash: signed.hash, by, how, parts: own, choices });
  const aside = dealt.filter((one) => one.how === 'setAside' && one.by === by && one.hash === signed.hash);
  return (
    <>
      {own.length + choices.length > 0 && (
        <Banner
          tone="help"
          role="note"
          title={i18n._('Text was written after this note was signed')}
          actions={
            <>
              <Button
                size="small"
                variant="primary"
                onPress={
                  onAdd &&
                  (() => onAdd({ text: addendumOf(i18n, own, choices), onAdded: () => deal('addendum') }))
                }
              >
                {i18n._('Add as addendum')}
              </Button>
              <Button size="small" onPress={() => deal('setAside')}>
                {i18n._('Set aside')}
              </Button>
            </>
          }
        >
          <p>{i18n._('It is no part of what was signed. Add it to the note, or set it aside.')}</p>
          {stage.stage === 'awaitingCosignature' && (
            <p>{i18n._('It can be added once the note has its co-signature.')}</p>
          )}
          {!mayRole(role, 'amend') && (
            <p>{i18n._('Whoever may sign notes is asked about it as well, and can add it.')}</p>
          )}
          <LateParts parts={own} choices={choices} />
        </Banner>
      )}
      {others.length > 0 && (
        <Banner tone="info" role="note" title={i18n._('Text was written after this note was signed')}>
          {i18n._('Written by: {names}. It is no part of what was signed; they are asked about it.', {
            names: [...new Set(others.flatMap((part) => part.by))]
              .map((id) => nameOf(reply, id) || i18n._('somebody else'))
              .join(', '),
          })}
        </Banner>
      )}
      {aside.length > 0 && (
        <details className={styles.soft}>
          <summary>{i18n._('Text that you set aside')}</summary>
          {aside.map(({ id, parts, choices: setAside }) => (
            <div key={id} className={styles.late}>
              <LateParts parts={parts} choices={setAside} />
              <div className={styles.actions}>
                <Button size="small" onPress={() => takeUpAgain(doc, id)}>
                  {i18n._('Take it up again')}
                </Button>
              </div>
            </div>
          ))}
        </details>
      )}
    </>
  );
}
