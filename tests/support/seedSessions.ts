import { ARRIVE, LEAD, Rehearsal } from '../../src/domain/session/testKit.ts';
import { withRecords } from './withRecords.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Puts sessions of an hour of so many days ago into a closed sample practice, with the first two members there; none of their notes is signed. */
export async function seedSessions(
  dataDir: string,
  groupId: string,
  daysAgo: readonly number[],
): Promise<void> {
  await withRecords(dataDir, async (records) => {
    const group = await records.groups.find(groupId);
    if (!group) throw new Error('There is no such group');
    const there = (await records.members.listOfGroup(groupId)).slice(0, 2);
    for (const days of daysAgo) {
      const id = `seeded-${days}`;
      const start = Date.now() - days * DAY_MS;
      const rehearsal = new Rehearsal();
      rehearsal.now = start;
      rehearsal.start();
      // By the names of the roster, by which their notes are found.
      for (const { id: memberId, displayName: name } of there)
        rehearsal.give({ kind: 'member', id: memberId, name, language: 'en' }, ARRIVE);
      rehearsal.give(LEAD, { type: 'admitAll' });
      rehearsal.give(LEAD, { type: 'startBlock', index: 0 });
      rehearsal.now = start + HOUR_MS;
      rehearsal.give(LEAD, { type: 'endSession' });
      const [created, ...later] = rehearsal.log;
      if (created?.event.type !== 'sessionCreated') throw new Error('The log does not begin');
      const facts = {
        ...created.event.facts,
        id,
        groupId,
        groupName: group.name,
        scheduledStart: start,
        scheduledEnd: start + HOUR_MS,
      };
      await records.sessions.add(facts, null);
      await records.sessionLog.append(
        id,
        0,
        [{ ...created, at: start, event: { ...created.event, facts } }, ...later],
        [],
      );
    }
  });
}
