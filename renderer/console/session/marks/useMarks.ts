import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import { marksDocId } from '../../../../src/protocol/notebook/docId.ts';
import type { OpenDoc } from '../../../notebook/worker/OpenDoc.ts';
import { useWords } from '../../../words/i18n.ts';
import { useServices } from '../../app/services.ts';
import { useOpenDoc } from '../../notebook/NotebookContext.ts';
import { tagName } from '../../notes/markWords.ts';
import { useSession, useSlice } from '../useSession.ts';
import type { MarksView } from './marksModel.ts';
import type { Tags } from './palette.ts';
import { tagChoices } from './tagKeys.ts';
import { useOwnTags } from './useOwnTags.ts';

/** The marks of the session on the screen, and its palette. */
export function useMarksView(): MarksView {
  return useStore(useSession().marks.store);
}

/** The document of the session's marks; null while the notebook is not open, and before the session is known. */
export function useMarksDoc(): OpenDoc | null {
  const docId = useStore(useSession().slices, (slices) =>
    slices === null ? null : marksDocId(slices.marking),
  );
  return useOpenDoc(docId);
}

/** The tags that the palette offers, in the words of the language. */
export function useTags(): Tags {
  const i18n = useWords();
  const own = useOwnTags();
  const { lastTag } = useMarksView();
  const choices = useMemo(() => tagChoices(i18n, { tags: own }), [i18n, own]);
  return { choices, last: lastTag };
}

/** Says in a toast what became of a mark, with the way back (MK11). */
export function useTellOfMarks(): (what: 'marked' | 'markTakenBack', mark: Mark) => void {
  const i18n = useWords();
  const own = useOwnTags();
  const { notices } = useServices();
  const { marks } = useSession();
  const { names } = useSlice('marking');
  return function tell(what, mark) {
    const turn = what === 'marked' ? 'undo' : 'redo';
    notices.add({
      kind: 'done',
      what,
      name: `${names[mark.memberId] ?? '…'}, ${tagName(i18n, mark, { tags: own })}`,
      undo: () => {
        marks.actionsOn(mark.id)[turn]?.();
        tell(what === 'marked' ? 'markTakenBack' : 'marked', mark);
      },
    });
  };
}
