import type { Language } from '../../protocol/session/people.ts';

/** A member on a group's roster. The names are sealed at rest. */
export type RosterMember = {
  readonly id: string;
  readonly groupId: string;
  readonly displayName: string;
  readonly language: Language;
  /** What else they are called: legal and preferred names, nicknames (NO31). */
  readonly otherNames: readonly string[];
};

/** Who is on which roster. Someone taken off a roster stays in the store, for the sessions they took part in. */
export interface MemberStore {
  add(member: RosterMember): Promise<void>;
  /** Null also for somebody taken off the roster. */
  find(id: string): Promise<RosterMember | null>;
  /** In the order in which they joined, with when that was, in milliseconds since the epoch. */
  listOfGroup(groupId: string): Promise<(RosterMember & { readonly joinedAt: number })[]>;
  /** Whoever is or was on the roster, in the same order. */
  listEverOfGroup(groupId: string): Promise<(RosterMember & { readonly isOnRoster: boolean })[]>;
  /** Roster sizes by group id; a group without members is absent. */
  countByGroup(): Promise<ReadonlyMap<string, number>>;
  change(
    id: string,
    change: Partial<Pick<RosterMember, 'displayName' | 'language' | 'otherNames'>>,
  ): Promise<RosterMember | null>;
  /** Takes somebody off the roster. False if they are not on it. */
  remove(id: string, at: number): Promise<boolean>;
  /** Puts somebody back who was taken off at `since` or later. False if they were not, or are on the roster. */
  putBack(id: string, since: number): Promise<boolean>;
}
