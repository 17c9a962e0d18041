import type { LastGoals } from '../../../src/protocol/api/notes.ts';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';

/** What the member's last signed note had as goals, read once for as long as the note is open (SG26); null where nothing is known of it. */
export function useLastGoals(sessionId: string, memberId: string): LastGoals | null {
  const { api } = useServices();
  const { view } = useQuery(() => api.lastGoals(sessionId, memberId), `${sessionId}/${memberId}`);
  return view.stage === 'ready' ? view.value.last : null;
}
