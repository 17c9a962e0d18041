import type { Staff } from '../../protocol/api/accounts.ts';
import type { StaffEntry } from '../../protocol/api/staffLinks.ts';
import type { StaffLinkRecord } from '../records/staffLinkStore.ts';
import type { Group, Member, SessionSummary } from '../../protocol/api/groups.ts';
import type { SessionFacts } from '../../protocol/session/events.ts';
import type { TherapyGroup } from '../records/groupStore.ts';
import type { LinkRecord } from '../records/linkStore.ts';
import type { RosterMember } from '../records/memberStore.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import type { LiveSummary } from './liveDirectory.ts';

/** An account without what only the hub may know of it. */
export function toStaff({ id, accountName, displayName, role, isOwner, isActive }: StaffAccount): Staff {
  return { id, accountName, displayName, role, isOwner, isActive };
}

/** An account in the list of staff. @param link its link, if it has one that still opens */
export function toStaffEntry(account: StaffAccount, link: StaffLinkRecord | undefined): StaffEntry {
  return {
    ...toStaff(account),
    hasPassphrase: account.passphraseHash !== null,
    link: link === undefined ? null : { kind: link.kind, expiresAt: link.expiresAt },
  };
}

/** A group with those assigned to it and the size of its roster. */
export function toGroup(
  { id, name, template, meetingTimes }: TherapyGroup,
  staffIds: readonly string[],
  memberCount: number,
): Group {
  return { id, name, template, meetingTimes: [...meetingTimes], staffIds: [...staffIds], memberCount };
}

/** A member with the state of the newest link, if there ever was one. */
export function toMember(
  { id, displayName, language, otherNames }: RosterMember,
  link: LinkRecord | null,
): Member {
  return { id, displayName, language, otherNames: [...otherNames], link: toLinkState(link) };
}

function toLinkState(link: LinkRecord | null): Member['link'] {
  if (!link) return { state: 'none' };
  if (link.revokedAt !== null) return { state: 'revoked', revokedAt: link.revokedAt };
  return { state: 'active', createdAt: link.createdAt, lastUsedAt: link.lastUsedAt };
}

/** A session in a list. @param expectedCount how many members are on the roster. */
export function toSessionSummary(
  facts: SessionFacts,
  standing: LiveSummary,
  expectedCount: number,
): SessionSummary {
  const { id, groupId, groupName, scheduledStart, scheduledEnd } = facts;
  return { id, groupId, groupName, scheduledStart, scheduledEnd, expectedCount, ...standing };
}
