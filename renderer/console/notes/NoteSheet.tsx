import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useMemo, useState } from 'react';
import type * as Y from 'yjs';
import { blockingOf } from '../../../src/domain/notes/checks/checkNote.ts';
import { missingIn } from '../../../src/domain/notes/checks/elements.ts';
import { isInSection } from '../../../src/domain/notes/checks/finding.ts';
import { sectionsOf } from '../../../src/domain/notes/formats.ts';
import type { HandOver } from '../../../src/domain/notes/stage.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import { sectionText, writersOf } from '../../notebook/documents/noteDoc.ts';
import { readNoteDraft } from '../../notebook/documents/noteDraft.ts';
import { composedSections, placeIn } from '../../notebook/documents/noteParts.ts';
import type { OpenDoc } from '../../notebook/worker/OpenDoc.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { languageOf, useWords } from '../../words/i18n.ts';
import { DocStateBadge } from '../notebook/DocStateBadge.tsx';
import { NamesContext } from './AlsoChosen.tsx';
import { Clashes } from './Clashes.tsx';
import { Desk } from './editor/Desk.ts';
import { SectionParts } from './editor/SectionParts.tsx';
import { Interventions, MemberElements } from './ElementsPanel.tsx';
import { MemberChoices, SessionChoices } from './FactsPanel.tsx';
import { factWords } from './factWords.ts';
import { FindingsPanel } from './FindingsPanel.tsx';
import { GroupPart } from './GroupPart.tsx';
import { HandOverMenu } from './HandOverMenu.tsx';
import { KeyList } from './KeyList.tsx';
import { countWords } from './model/countWords.ts';
import { nameOf, type NoteEntry } from './model/entries.ts';
import { basisOf } from './model/toSign.ts';
import { focusField, markOf, replaceInField } from './noteFields.ts';
import { noteName } from './noteName.ts';
import { AlsoHere } from './presence/AlsoHere.tsx';
import type { usePresence } from './presence/usePresence.ts';
import { ProcessPad } from './ProcessPad.tsx';
import { Returned } from './Returned.tsx';
import { promptWords, sectionName } from './sectionWords.ts';
import styles from './Sheet.module.css';
import { useArrival } from './useArrival.ts';
import { useFindings } from './useFindings.ts';
import { useFlowKeys } from './useFlowKeys.ts';
import { useLastNote } from './useLastNote.ts';
import { usePen } from './usePen.ts';
import { usePlacing } from './usePlacing.ts';
import { useReading } from './useReading.ts';
import type { Docs } from './useSessionDocs.tsx';

type Props = {
  reply: SessionNotesReply;
  me: Me;
  entry: NoteEntry;
  entries: readonly NoteEntry[];
  docs: Docs;
  open: OpenDoc;
  groupDoc: Y.Doc;
  marksDoc: Y.Doc;
  handOver: HandOver | null;
  next: (() => void) | undefined;
  previous: (() => void) | undefined;
  sign: (() => void) | undefined;
  isGroupShown: boolean;
  onGroupShown: (isShown: boolean) => void;
  presence: ReturnType<typeof usePresence>;
};

/** A note that is being written. */
export function NoteSheet(props: Props) {
  const { reply, me, entry, entries, docs, open, groupDoc, marksDoc, next, previous, handOver, presence } =
    props;
  const i18n = useWords();
  const { doc } = open;
  const by = me.staff.id;
  const pen = usePen(open, by);
  const place = useArrival(noteName(i18n, entry), pen !== null);
  const [desk] = useState(() => new Desk());
  const basis = useMemo(() => basisOf(entry, reply), [entry, reply]);
  const { draft, sections } = useReading(
    useCallback(() => {
      const read = readNoteDraft(doc, groupDoc, basis);
      return { draft: read, sections: composedSections(doc, read.kind, read.format) };
    }, [doc, groupDoc, basis]),
    doc,
    groupDoc,
  );
  const last = useLastNote(reply, entry);
  const { findings: found, again } = useFindings(draft, reply, entry, { entries, docs, last });
  // Each where it was written: there is its editor.
  const findings = found.map((finding) =>
    isInSection(finding.where) ? { ...finding, where: placeIn(sections, finding.where) } : finding,
  );
  usePlacing({ doc, marksDoc, reply, entry, format: draft.format });
  const plans = sectionsOf(entry.kind, draft.format);
  const order = sections.flatMap(({ parts }) => parts.map(({ source }) => source));
  const putBack = (work: 'undo' | 'redo') => () => {
    const done = pen?.[work]();
    if (done) desk.select(done.section, done.range);
  };
  useFlowKeys({
    nextSection: () => desk.step(order, 1),
    previousSection: () => desk.step(order, -1),
    nextUnsettled: () => void desk.toNextUnsettled(order),
    nextMissing: () => {
      const places = blockingOf(missingIn(draft, reply.settings)).flatMap(({ where }) =>
        isInSection(where) ? [placeIn(sections, where)] : [],
      );
      desk.toNext(
        order,
        places.map(({ section, range }) => ({ section, at: range.to })),
      );
    },
  });
  const name = useCallback((id: string) => nameOf(reply, id), [reply]);
  const writers = (section: SectionId) =>
    writersOf(doc, section)
      .map(name)
      .filter((name) => name !== '');
  const own = (section: string) =>
    reply.settings.prompts
      .filter((prompt) => prompt.section === section)
      .map(({ text }) => text[languageOf(i18n)]);
  return (
    <NamesContext value={name}>
      <article ref={place} className={styles.sheet} aria-labelledby="note-name">
        <header className={styles.head}>
          <h2 id="note-name">{noteName(i18n, entry)}</h2>
          <DocStateBadge doc={open} />
          <HandOverMenu doc={doc} reply={reply} me={me} entry={entry} handOver={handOver} />
          <div className={styles.steps}>
            <Button variant="plain" icon={<ChevronLeft />} onPress={previous}>
              {i18n._('Previous')}
            </Button>
            <Button icon={<ChevronRight />} keyHint="Ctrl ↵" onPress={next}>
              {i18n._('Next')}
            </Button>
            <Button variant="primary" onPress={props.sign}>
              {i18n._('Sign')}
            </Button>
          </div>
        </header>
        <AlsoHere others={presence.others} />
        {entry.onHub !== null && entry.onHub.returnedBy !== null && <Returned reply={reply} entry={entry} />}
        <p className={styles.facts}>{factWords(i18n, draft.facts).join(' · ')}</p>
        {entry.kind === 'group' && <SessionChoices doc={doc} draft={draft} last={last} />}
        {entry.kind === 'group' && <Interventions doc={doc} elements={draft.elements} />}
        {entry.kind === 'member' && <MemberElements doc={doc} elements={draft.elements} last={last} />}
        <Clashes doc={doc} reply={reply} by={by} onGo={({ section, range }) => desk.select(section, range)} />
        {pen &&
          plans.map(({ id, prompts }) => (
            <SectionParts
              key={`${draft.format} ${id}`}
              sources={sections.find((section) => section.id === id)?.parts.map(({ source }) => source) ?? []}
              doc={doc}
              section={id}
              pen={pen}
              desk={desk}
              heading={sectionName(i18n, id)}
              prompts={[...prompts.map((prompt) => promptWords(i18n, prompt)), ...own(id)]}
              findings={findings}
              snippets={reply.settings.snippets}
              undo={putBack('undo')}
              redo={putBack('redo')}
              writers={writers}
              others={presence.others}
              onCursor={presence.move}
            />
          ))}
        {entry.kind === 'member' && <MemberChoices doc={doc} draft={draft} last={last} />}
        <p className={styles.count}>
          {i18n._('{count, plural, one {# word} other {# words}}', { count: countWords(draft.sections) })}
        </p>
      </article>
      <aside className={styles.aside} aria-label={i18n._('Beside the note')}>
        <FindingsPanel
          findings={findings}
          onGo={(where) => {
            if (isInSection(where)) desk.select(where.section, where.range);
            else focusField(place.current, markOf(doc, where.field), where.range);
          }}
          onReplace={(where, found, words) => {
            const { range } = where;
            if (!isInSection(where)) replaceInField(doc, where, found, words);
            else if (sectionText(doc, where.section).toJSON().slice(range.from, range.to) === found)
              pen?.writeAlone(where.section, { ...range, insert: words });
            again();
          }}
        />
        <ProcessPad sessionId={reply.sessionId} me={me} />
        {entry.kind !== 'group' && (
          <>
            <Switch isSelected={props.isGroupShown} onChange={props.onGroupShown}>
              {i18n._('Show the group part')}
            </Switch>
            {props.isGroupShown && <GroupPart doc={groupDoc} />}
          </>
        )}
        <KeyList />
      </aside>
    </NamesContext>
  );
}
