import { mayRole } from '../../domain/notes/noteRights.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { feedOf, parseDocId, parseFeedId, type FeedId } from '../../protocol/notebook/docId.ts';
import type { Batch } from '../../protocol/notebook/sync.ts';
import { UnseenError, type GroupRights } from '../identity/groupRights.ts';
import type { GroupStore } from '../records/groupStore.ts';
import type { SessionStore } from '../records/sessionStore.ts';
import type { StaffAccount } from '../records/staffStore.ts';

type Person = Pick<StaffAccount, 'id' | 'role' | 'isOwner'>;

/** Who may read and write which feed (NB42, NB43; domain.md 2.6 and 9.2). */
export interface NotebookRights {
  /** The feeds that somebody may read. */
  feedsOf(person: Person): Promise<FeedId[]>;
  /** @throws CirclewellError as `GroupRights.assertTakesPart`; UnseenError for another's process notes */
  assertReads(person: Person, feed: FeedId): Promise<void>;
  /** @throws CirclewellError as `assertReads`; `invalid`, `forbidden`, `not_found` for a document that they may not write there */
  assertWrites(person: Person, batch: Pick<Batch, 'feed' | 'updates'>): Promise<void>;
}

export type NotebookRightsDeps = {
  readonly groupRights: GroupRights;
  readonly groups: Pick<GroupStore, 'list'>;
  readonly sessions: Pick<SessionStore, 'find'>;
};

export function createNotebookRights({ groupRights, groups, sessions }: NotebookRightsDeps): NotebookRights {
  async function assertReads(person: Person, feed: FeedId): Promise<void> {
    const { kind, id } = parseFeedId(feed);
    if (kind === 'group') await groupRights.assertTakesPart(person, id);
    else if (id !== person.id) throw new UnseenError('not_found', 'There is no such feed');
  }

  async function assertIsThere(sessionId: string, groupId: string | null): Promise<void> {
    const session = await sessions.find(sessionId);
    if (!session || (groupId !== null && session.groupId !== groupId))
      throw new CirclewellError('not_found', 'There is no such session');
  }

  return {
    async feedsOf(person) {
      const isTheirs = await groupRights.takenPartInBy(person);
      const own = (await groups.list()).filter(({ id }) => isTheirs(id));
      return [...own.map(({ id }) => `group/${id}`), `author/${person.id}`];
    },
    assertReads,
    async assertWrites(person, { feed, updates }) {
      await assertReads(person, feed);
      const groupOfSession = new Map<string, string | null>();
      for (const { docId } of updates) {
        if (feedOf(docId) !== feed) throw new CirclewellError('invalid', 'A document is of another feed');
        const { kind, ownerId, sessionId } = parseDocId(docId);
        // Supervisors read and co-sign; what they have to add is an addendum.
        if (kind === 'note' && !mayRole(person.role, 'write'))
          throw new CirclewellError('forbidden', 'The role does not write notes');
        groupOfSession.set(sessionId, kind === 'process' ? null : ownerId);
      }
      for (const [sessionId, groupId] of groupOfSession) await assertIsThere(sessionId, groupId);
    },
  };
}
