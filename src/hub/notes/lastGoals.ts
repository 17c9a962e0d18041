import { stageOf } from '../../domain/notes/stage.ts';
import type { LastGoals } from '../../protocol/api/notes.ts';
import type { NoteStore } from './noteStore.ts';
import type { SessionNotes } from './sessionNotes.ts';

/** The goals of each member's last signed note, for those who get one of this session (SG26). */
export async function lastGoalsOf(
  notes: Pick<NoteStore, 'lastSigned' | 'chain'>,
  { groupId, sessionId, memberNotes }: Pick<SessionNotes, 'groupId' | 'sessionId' | 'memberNotes'>,
): Promise<LastGoals[]> {
  const all: LastGoals[] = [];
  for (const memberId of memberNotes) {
    const last = await goalsOf(notes, groupId, memberId, sessionId);
    if (last !== null) all.push(last);
  }
  return all;
}

async function goalsOf(
  notes: Pick<NoteStore, 'lastSigned' | 'chain'>,
  groupId: string,
  memberId: string,
  sessionId: string,
): Promise<LastGoals | null> {
  try {
    const last = await notes.lastSigned(groupId, memberId, sessionId);
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
