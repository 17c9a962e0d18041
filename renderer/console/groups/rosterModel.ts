import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Member } from '../../../src/protocol/api/groups.ts';
import type { Api } from '../api/api.ts';
import type { Notices } from '../model/notices.ts';
import { asCirclewellError } from '../model/query.ts';

/** How long a removal can be undone before the hub is told, in milliseconds. */
export const REMOVAL_GRACE_MS = 10_000;

export type RosterView = {
  /** Members taken off the roster here, of whom the hub has not been told yet. */
  readonly leaving: ReadonlySet<string>;
  /** Links that were just made, the newest first: each is shown once, until it is put away (CO18). */
  readonly fresh: readonly FreshLinkView[];
};
export type FreshLinkView = { readonly memberId: string; readonly name: string; readonly url: string };

type Timers = {
  readonly set: (run: () => void, ms: number) => number;
  readonly clear: (timer: number) => void;
};
export type RosterDeps = {
  readonly api: Pick<Api, 'removeMember' | 'makeLink' | 'revokeLink' | 'addMember' | 'changeMember'>;
  readonly notices: Notices;
  readonly timers: Timers;
  /** Reads the roster anew. */
  readonly reload: () => Promise<void>;
};

/** What of a member is written by hand. */
export type MemberNames = Pick<Member, 'displayName' | 'language' | 'otherNames'>;

export interface Roster {
  readonly store: StoreApi<RosterView>;
  add(names: MemberNames): Promise<void>;
  change(memberId: string, names: MemberNames): Promise<void>;
  /** Hides the member at once and tells the hub after a grace time, so that it can be undone without losing the link. */
  remove(member: Member): void;
  makeLink(member: Member): Promise<void>;
  revokeLink(member: Member): Promise<void>;
  /** Puts one link away. */
  forgetLink(memberId: string): void;
  /** Tells the hub of every removal that still waits. */
  close(): void;
}

/** What can be done with one group's roster. `add` and `change` reject with a CirclewellError for the form to show. */
export function createRoster(groupId: string, deps: RosterDeps): Roster {
  const { api, notices, timers } = deps;
  const store = createStore<RosterView>(() => ({ leaving: new Set<string>(), fresh: [] }));
  const waiting = new Map<string, number>();
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
  const tell = async (work: () => Promise<unknown>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      notices.add({ kind: 'refused', error: asCirclewellError(error) });
    }
  };
  const removeNow = async (memberId: string): Promise<void> => {
    waiting.delete(memberId);
    forget(memberId);
    await tell(() => api.removeMember(groupId, memberId));
    await deps.reload();
    setLeaving(memberId, false);
  };
  const undo = (memberId: string): void => {
    const timer = waiting.get(memberId);
    if (timer === undefined) return;
    timers.clear(timer);
    waiting.delete(memberId);
    setLeaving(memberId, false);
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
    remove({ id, displayName }) {
      if (waiting.has(id)) return;
      setLeaving(id, true);
      waiting.set(
        id,
        timers.set(() => void removeNow(id), REMOVAL_GRACE_MS),
      );
      notices.add({ kind: 'done', what: 'memberRemoved', name: displayName, undo: () => undo(id) });
    },
    makeLink: (member) =>
      tell(async () => {
        const { url } = await api.makeLink(groupId, member.id);
        show(member, url);
        await deps.reload();
      }),
    revokeLink: (member) =>
      tell(async () => {
        await api.revokeLink(groupId, member.id);
        forget(member.id);
        await deps.reload();
      }),
    forgetLink: forget,
    close() {
      for (const [memberId, timer] of waiting) {
        timers.clear(timer);
        void removeNow(memberId);
      }
    },
  };
}
