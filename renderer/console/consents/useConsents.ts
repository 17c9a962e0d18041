import { consentsReplySchema, type ConsentsReply } from '../../../src/protocol/api/consents.ts';
import { useRights, useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';

const NOTHING: ConsentsReply = consentsReplySchema.parse({ consents: [], today: '1970-01-01' });

/** A group's consents, for who may see them; null while they are not known. */
export function useConsents(groupId: string): {
  readonly known: ConsentsReply | null;
  readonly put: (reply: ConsentsReply) => void;
} {
  const { api } = useServices();
  const { seeConsents } = useRights();
  const { view, query } = useQuery(
    () => (seeConsents ? api.consents(groupId) : Promise.resolve(NOTHING)),
    groupId,
  );
  return { known: seeConsents && view.stage === 'ready' ? view.value : null, put: query.put };
}
