import { mayRole } from '../../domain/notes/noteRights.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { feedOfRef, parseDocId, parseFeedId, type FeedId } from '../../protocol/notebook/docId.ts';
import type { Batch } from '../../protocol/notebook/sync.ts';
import { UnseenError, type GroupRights } from '../identity/groupRights.ts';
import type { NoteAccessRights } from '../consents/noteAccessRights.ts';
import type { GroupStore } from '../records/groupStore.ts';
import type { SessionStore } from '../records/sessionStore.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import type { FeedPart } from './notebookStore.ts';

type Person = Pick<StaffAccount, 'id' | 'role' | 'isOwner'>;

/** A feed that somebody may read, and how much of it. */
export type ReadableFeed = { readonly feed: FeedId; readonly part: FeedPart };

/** Who may read and write which feed (NB42, NB43; domain.md 2.6 and 9.2). */
export interface NotebookRights {
  /** The feeds that somebody may read. */
  feedsOf(person: Person): Promise<ReadableFeed[]>;
  /** @throws CirclewellError as `GroupRights.assertTakesPart`; UnseenError for another's process notes */
  assertReads(person: Person, feed: FeedId): Promise<FeedPart>;
  /** @throws CirclewellError as `assertReads`; `invalid`, `forbidden`, `not_found` for a document that they may not write there */
  assertWrites(person: Person, batch: Pick<Batch, 'feed' | 'updates'>): Promise<FeedPart>;
}

export type NotebookRightsDeps = {
  readonly groupRights: GroupRights;
  readonly noteAccess: Pick<NoteAccessRights, 'isOfTeam'>;
  readonly groups: Pick<GroupStore, 'list'>;
  readonly sessions: Pick<SessionStore, 'find'>;
};

export function createNotebookRights({
  groupRights,
  noteAccess,
  groups,
  sessions,
}: NotebookRightsDeps): NotebookRights {
  /** Who takes part without being of the team reads members' notes at the hub, as they were signed (SG88). */
  const partFor = async (person: Person, groupId: string): Promise<FeedPart> =>
    (await noteAccess.isOfTeam(person.id, groupId)) ? 'whole' : 'withoutMembers';

  async function assertReads(person: Person, feed: FeedId): Promise<FeedPart> {
    const { kind, id } = parseFeedId(feed);
    if (kind === 'author') {
      if (id !== person.id) throw new UnseenError('not_found', 'There is no such feed');
      return 'whole';
    }
    await groupRights.assertTakesPart(person, id);
    return partFor(person, id);
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
      const ofGroups = own.map(async ({ id }) => ({ feed: `group/${id}`, part: await partFor(person, id) }));
      return [...(await Promise.all(ofGroups)), { feed: `author/${person.id}`, part: 'whole' }];
    },
    assertReads,
    async assertWrites(person, { feed, updates }) {
      const part = await assertReads(person, feed);
      const groupOfSession = new Map<string, string | null>();
      for (const { docId } of updates) {
        const ref = parseDocId(docId);
        if (feedOfRef(ref) !== feed) throw new CirclewellError('invalid', 'A document is of another feed');
        const { kind, ownerId, sessionId } = ref;
        // Supervisors read and co-sign; what they have to add is an addendum.
        if (kind === 'note' && !mayRole(person.role, 'write'))
          throw new CirclewellError('forbidden', 'The role does not write notes');
        groupOfSession.set(sessionId, kind === 'process' ? null : ownerId);
      }
      for (const [sessionId, groupId] of groupOfSession) await assertIsThere(sessionId, groupId);
      return part;
    },
  };
}
