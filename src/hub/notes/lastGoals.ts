import { stageOf } from '../../domain/notes/stage.ts';
import type { LastGoals } from '../../protocol/api/notes.ts';
import type { NoteStore } from './noteStore.ts';

/** The goals of a member's last signed note of a session but one (SG26); null where there is none that says them. */
export async function lastGoalsOf(
  notes: Pick<NoteStore, 'lastSigned' | 'chain'>,
  {
    groupId,
    memberId,
    notIn,
  }: { readonly groupId: string; readonly memberId: string; readonly notIn: string },
): Promise<LastGoals | null> {
  try {
    const last = await notes.lastSigned(groupId, memberId, notIn);
    if (last?.content.type !== 'signed') return null;
    const { noteId: docId, elements } = last.content;
    const chain = await notes.chain(docId);
    const { stage } = stageOf(
      chain.map(({ record }) => record),
      null,
    );
    // What was returned or entered in error says nothing any more of what is treated.
    if (stage === 'draft' || stage === 'enteredInError') return null;
    return { memberId, docId, goals: elements.goals.map(({ text }) => text) };
  } catch {
    // A record that does not open, or a chain that does not hold, hinders nobody from writing the next note.
    return { memberId, docId: null, goals: null };
  }
}
