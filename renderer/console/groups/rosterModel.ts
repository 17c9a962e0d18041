import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Member } from '../../../src/protocol/api/groups.ts';
import type { Api } from '../api/api.ts';
import type { Notices } from '../model/notices.ts';
import { asCirclewellError } from '../model/query.ts';

export type RosterView = {
  /** Members taken off the roster here, whose hub has not answered yet. */
  readonly leaving: ReadonlySet<string>;
  /** Links that were just made, the newest first: each is shown once, until it is put away (CO18). */
  readonly fresh: readonly FreshLinkView[];
};
export type FreshLinkView = { readonly memberId: string; readonly name: string; readonly url: string };

export type RosterDeps = {
  readonly api: Pick<
    Api,
    'removeMember' | 'putMemberBack' | 'makeLink' | 'revokeLink' | 'addMember' | 'changeMember'
  >;
  readonly notices: Notices;
  /** Reads the roster anew. */
  readonly reload: () => Promise<void>;
};

/** What of a member is written by hand. */
export type MemberNames = Pick<Member, 'displayName' | 'language' | 'otherNames'>;

export interface Roster {
  readonly store: StoreApi<RosterView>;
  add(names: MemberNames): Promise<void>;
  change(memberId: string, names: MemberNames): Promise<void>;
  /** Takes the member off the roster, on the hub at once. The notice offers to put them back with the link they had. */
  remove(member: Member): Promise<void>;
  makeLink(member: Member): Promise<void>;
  revokeLink(member: Member): Promise<void>;
  /** Puts one link away. */
  forgetLink(memberId: string): void;
}

/** What can be done with one group's roster. `add` and `change` reject with a CirclewellError for the form to show. */
export function createRoster(groupId: string, deps: RosterDeps): Roster {
  const { api, notices } = deps;
  const store = createStore<RosterView>(() => ({ leaving: new Set<string>(), fresh: [] }));
  const forget = (memberId: string): void =>
    store.setState({ fresh: store.getState().fresh.filter((link) => link.memberId !== memberId) });
  const show = (member: Member, url: string): void => {
    forget(member.id);
    const link = { memberId: member.id, name: member.displayName, url };
    store.setState({ fresh: [link, ...store.getState().fresh] });
  };
  const setLeaving = (memberId: string, isLeaving: boolean): void => {
    const leaving = new Set(store.getState().leaving);
    if (isLeaving) leaving.add(memberId);
    else leaving.delete(memberId);
    store.setState({ leaving });
  };
  const tell = async (work: () => Promise<unknown>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      notices.add({ kind: 'refused', error: asCirclewellError(error) });
      return false;
    }
  };
  const putBack = async (memberId: string): Promise<void> => {
    await tell(() => api.putMemberBack(groupId, memberId));
    await deps.reload();
  };
  return {
    store,
    async add(names) {
      const { member, url } = await api.addMember(groupId, names);
      show(member, url);
      await deps.reload();
    },
    async change(memberId, names) {
      await api.changeMember(groupId, memberId, names);
      await deps.reload();
    },
    async remove({ id, displayName }) {
      if (store.getState().leaving.has(id)) return;
      setLeaving(id, true);
      const isDone = await tell(() => api.removeMember(groupId, id));
      if (isDone) {
        forget(id);
        notices.add({ kind: 'done', what: 'memberRemoved', name: displayName, undo: () => void putBack(id) });
      }
      await deps.reload();
      setLeaving(id, false);
    },
    async makeLink(member) {
      await tell(async () => {
        const { url } = await api.makeLink(groupId, member.id);
        show(member, url);
        await deps.reload();
      });
    },
    async revokeLink(member) {
      await tell(async () => {
        await api.revokeLink(groupId, member.id);
        forget(member.id);
        await deps.reload();
      });
    },
    forgetLink: forget,
  };
}
