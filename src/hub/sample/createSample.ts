import { addDays, dayAt, formatDay, type CalendarDay } from '../../domain/time/zonedTime.ts';
import type { MeetingTime } from '../../protocol/api/groups.ts';
import type { StaffRole } from '../../protocol/session/people.ts';
import type { Door } from '../identity/door.ts';
import type { HubAddress } from '../identity/hubAddress.ts';
import type { Passphrases } from '../identity/passphrases.ts';
import type { Records } from '../records/openRecords.ts';
import { newPassphrase } from './newPassphrase.ts';
import {
  SAMPLE_CONSENT,
  SAMPLE_GROUP,
  SAMPLE_MEMBERS,
  SAMPLE_PRACTICE,
  SAMPLE_STAFF,
} from './sampleProgram.ts';

/** How to get into the sample practice. `name` is what to sign in with. */
export type Sample = {
  readonly staff: readonly { readonly role: StaffRole; readonly name: string; readonly passphrase: string }[];
  readonly members: readonly { readonly name: string; readonly url: string }[];
  readonly groupId: string;
};

export type SampleDeps = {
  readonly records: Records;
  readonly passphrases: Passphrases;
  readonly door: Door;
  readonly address: HubAddress;
  /** The practice's zone (IANA). */
  readonly timeZone: string;
  readonly now: () => number;
  readonly newId: () => string;
};

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const QUARTER_MS = 15 * 60_000;

/**
 * Fills an empty store with a sample practice whose group meets now. Passphrases and links are made anew each time and
 * kept nowhere; so a store that has a practice already is left as it is, and the answer is null.
 */
export async function createSample({
  records,
  passphrases,
  door,
  address,
  timeZone,
  now,
  newId,
}: SampleDeps): Promise<Sample | null> {
  if (await records.practice.find()) return null;

  const staff = await Promise.all(
    SAMPLE_STAFF.map(async ({ name, role, credential }, index) => {
      const passphrase = newPassphrase();
      const passphraseHash = await passphrases.hash(passphrase);
      const account = {
        id: newId(),
        accountName: name,
        displayName: name,
        role,
        isOwner: index === 0,
        isActive: true,
        passphraseHash,
      };
      return { account, passphrase, signature: { printedName: name, credential } };
    }),
  );
  for (const { account, signature } of staff) {
    if (account.isOwner)
      await records.staff.setUp({ name: SAMPLE_PRACTICE, timeZone, language: 'en' }, account);
    else await records.staff.add(account);
    await records.signatures.put(account.id, signature);
  }

  const { day, meetingTime } = meetingAround(now(), timeZone);
  const group = {
    id: newId(),
    name: `${DAY_NAMES[day.weekday - 1] ?? ''} ${SAMPLE_GROUP.nameAfterDay}`,
    template: SAMPLE_GROUP.template,
    meetingTimes: [meetingTime],
  };
  await records.groups.add(group);
  await records.groupStaff.assign(
    group.id,
    staff.map(({ account }) => account.id),
  );

  const members: { name: string; url: string }[] = [];
  for (const { name, language } of SAMPLE_MEMBERS) {
    const member = { id: newId(), groupId: group.id, displayName: name, language, otherNames: [] };
    await records.members.add(member);
    await records.consents.add({
      ...SAMPLE_CONSENT,
      id: newId(),
      memberId: member.id,
      signedOn: formatDay(addDays(day, -14)),
      recordedAt: now(),
      recordedBy: staff[0]?.account.id ?? '',
    });
    const { token } = await door.makeLink(member);
    members.push({ name, url: `${address.publicUrl()}/join#${token}` });
  }
  return {
    staff: staff.map(({ account, passphrase }) => ({
      role: account.role,
      name: account.accountName,
      passphrase,
    })),
    members,
    groupId: group.id,
  };
}

/** The quarter of an hour that has just begun, so that the session shows in Today and is about to start. */
function meetingAround(instant: number, timeZone: string): { day: CalendarDay; meetingTime: MeetingTime } {
  const quarter = Math.floor(instant / QUARTER_MS) * QUARTER_MS;
  const day = dayAt(quarter, timeZone);
  const startsAt = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(quarter);
  return { day, meetingTime: { weekday: day.weekday, startsAt } };
}
