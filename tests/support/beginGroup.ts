import type { Evening } from './evening.ts';
import { seatMember, type SeatedMember } from './seatMember.ts';
import type { StaffPage } from './staffPage.ts';

/**
 * From Today into a session that has begun, with a colleague and the first of the sample's members, who have no screen; of each
 * there is countable time, without which they get no note (NO14).
 *
 * @param seated gets the members as they come, so that the caller closes them also where this fails
 */
export async function beginGroup(
  { hub, lead }: Pick<Evening, 'hub' | 'lead'>,
  co: StaffPage,
  seated: SeatedMember[],
  count: number,
): Promise<void> {
  await lead.openWaitingRoom();
  await co.enter();
  for (const { url } of hub.sample.members.slice(0, count)) seated.push(await seatMember(url));
  await lead.letEveryoneIn();
  await lead.startGroup();
  await lead.untilCounted(count);
}
