import { useState } from 'react';
import type * as Y from 'yjs';
import { lastSigned } from '../../../src/domain/notes/lastSigned.ts';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { AmendNoteBody, SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteFacts } from '../../../src/protocol/notes/facts.ts';
import type { Present } from '../../../src/protocol/notebook/presence.ts';
import type { NoteStage } from '../../../src/protocol/notes/note.ts';
import { readNoteDraft } from '../../notebook/documents/noteDraft.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { QueryPane } from '../app/QueryPane.tsx';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import { AmendDialog } from './AmendDialog.tsx';
import { DraftText } from './DraftText.tsx';
import { LateText, type LateOffer } from './LateText.tsx';
import { isWritable, type NoteEntry } from './model/entries.ts';
import { basisOf } from './model/toSign.ts';
import { noteName } from './noteName.ts';
import { NoteRecords } from './NoteRecords.tsx';
import { AlsoHere } from './presence/AlsoHere.tsx';
import { useBegunAmendments } from './useAmendDraft.ts';
import sheet from './Sheet.module.css';
import styles from './Signing.module.css';
import { stageName } from './signingWords.ts';

export type Amending = AmendNoteBody['amendment']['type'];
type Props = {
  reply: SessionNotesReply;
  me: Me;
  entry: NoteEntry;
  doc: Y.Doc;
  groupDoc: Y.Doc;
  stage: NoteStage;
  others: readonly Present[];
  onChanged: () => void;
};

/** A note that is read and not written: a signed one with its chain (WR52, WR54), or a draft for whoever may not write. */
export function NoteReading({ reply, me, entry, doc, groupDoc, stage, others, onChanged }: Props) {
  const i18n = useWords();
  const { api } = useServices();
  const { view, query } = useQuery(
    () => api.noteRecords(reply.groupId, reply.sessionId, entry.subject),
    // Where it stands somewhere else, something was added (WR56).
    JSON.stringify([entry.docId, stage]),
  );
  const [amending, setAmending] = useState<{
    readonly type: Amending;
    readonly lastHash: string;
    /** As they were signed. */
    readonly facts: NoteFacts;
    readonly late?: LateOffer;
  } | null>(null);
  const begun = useBegunAmendments(entry.docId, amending);
  const lastHash = view.stage === 'ready' ? view.value.records.at(-1)?.hash : undefined;
  const signed = view.stage === 'ready' ? lastSigned(view.value.records) : null;
  const atEnd = lastHash === undefined || !signed ? null : { lastHash, facts: signed.content.facts };
  const { role } = me.staff;
  const isOpenToMore = stage.stage === 'signed' || stage.stage === 'amended';
  const ways: readonly Amending[] = [
    ...(stage.stage === 'awaitingCosignature' && mayRole(role, 'cosign')
      ? (['cosigned', 'returned'] as const)
      : []),
    ...(isOpenToMore && mayRole(role, 'amend') ? (['addendum', 'enteredInError'] as const) : []),
  ];
  return (
    <article className={sheet.sheet} aria-labelledby="note-name">
      <header className={sheet.head}>
        <h2 id="note-name">{noteName(i18n, entry)}</h2>
        <Tag tone={stage.stage === 'signed' ? 'good' : 'neutral'}>{stageName(i18n, stage)}</Tag>
      </header>
      <AlsoHere others={others} />
      {signed !== null && !isWritable(stage) && reply.isOfTeam && (
        <LateText
          doc={doc}
          reply={reply}
          me={me}
          signed={signed}
          stage={stage}
          onAdd={
            atEnd === null || !ways.includes('addendum')
              ? undefined
              : (late) => setAmending({ type: 'addendum', ...atEnd, late })
          }
        />
      )}
      {entry.onHub?.access === 'emergency' && (
        <Banner tone="danger" role="note" title={i18n._('Opened in an emergency')}>
          {i18n._(
            'The member has given no consent for this. That you read it is recorded, and others are told.',
          )}
        </Banner>
      )}
      {isWritable(stage) && !reply.isOfTeam && entry.kind !== 'group' ? (
        <p>
          {i18n._('Drafts are read by the group’s team alone. You can read this note once it is signed.')}
        </p>
      ) : isWritable(stage) ? (
        <DraftText draft={readNoteDraft(doc, groupDoc, basisOf(entry, reply))} />
      ) : view.stage === 'failed' && view.error.kind === 'unavailable' && reply.isOfTeam ? (
        <>
          <Banner tone="info" role="note" title={i18n._('The signed note needs the hub once')}>
            {i18n._(
              'It was not read on this workstation before. This is the text as it lies here; signatures and addenda come once the hub answers.',
            )}
          </Banner>
          <DraftText draft={readNoteDraft(doc, groupDoc, basisOf(entry, reply))} />
        </>
      ) : (
        <QueryPane view={view} onRetry={() => void query.reload()}>
          {(chain) => <NoteRecords chain={chain} reply={reply} />}
        </QueryPane>
      )}
      {ways.length > 0 && (
        <div className={styles.actions}>
          {ways.map((way) => (
            <Button
              key={way}
              variant={way === 'cosigned' ? 'primary' : 'quiet'}
              onPress={atEnd === null ? undefined : () => setAmending({ type: way, ...atEnd })}
            >
              {begun.has(way) ? i18n._('{action} (begun)', { action: i18n._(WAYS[way]) }) : i18n._(WAYS[way])}
            </Button>
          ))}
        </div>
      )}
      {amending !== null && (
        <AmendDialog
          type={amending.type}
          title={i18n._(WAYS[amending.type])}
          basis={{ docId: entry.docId, reply, facts: amending.facts }}
          lastHash={amending.lastHash}
          {...(amending.late && { filled: amending.late.text, onAmended: amending.late.onAdded })}
          onClose={() => {
            setAmending(null);
            // Also where nothing was added: the chain may have another end by now.
            void query.reload();
            onChanged();
          }}
        />
      )}
    </article>
  );
}

const WAYS: Readonly<Record<Amending, string>> = {
  cosigned: /*i18n*/ 'Co-sign',
  returned: /*i18n*/ 'Return to the author',
  addendum: /*i18n*/ 'Write an addendum',
  enteredInError: /*i18n*/ 'Mark as entered in error',
};
