import { useState } from 'react';
import { isInSection } from '../../../../src/domain/notes/checks/finding.ts';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import { useWords } from '../../../words/i18n.ts';
import { sectionName } from '../sectionWords.ts';
import { SectionEditor, type SectionEditorProps } from './SectionEditor.tsx';
import styles from './SectionEditor.module.css';

type Props = Omit<SectionEditorProps, 'name' | 'writers'> & {
  /** Under which names its text was written, its own first. */
  sources: readonly SectionId[];
  /** Who wrote under a name. */
  writers: (source: SectionId) => readonly string[];
};

/** A section of the note: its own editor, and one for each other section whose text stands here (WR6). */
export function SectionParts({ sources, findings, writers, ...editor }: Props) {
  const i18n = useWords();
  const { section } = editor;
  // One that is emptied stays until the note is left: somebody may be writing in it.
  const [others, setOthers] = useState<readonly SectionId[]>([]);
  const come = sources.filter((source) => source !== section && !others.includes(source));
  if (come.length > 0) setOthers([...others, ...come]);
  const ofSource = (source: SectionId) =>
    findings.filter(({ where }) => isInSection(where) && where.section === source);
  return (
    <>
      <SectionEditor {...editor} findings={ofSource(section)} writers={writers(section)} />
      {others.map((source) => (
        <div key={source} className={styles.writtenUnder}>
          <SectionEditor
            {...editor}
            section={source}
            heading={i18n._('Written under: {section}', { section: sectionName(i18n, source) })}
            prompts={[]}
            findings={ofSource(source)}
            writers={writers(source)}
          />
        </div>
      ))}
    </>
  );
}
