import { z } from 'zod';
import { attendanceOf } from '../../../domain/attendance/attendance.ts';
import { attendanceReplySchema, type AttendanceRow } from '../../../protocol/api/attendance.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { RosterMember } from '../../records/memberStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';
import { statusOf } from '../sessionStandings.ts';

const paramsSchema = z.object({ sessionId: idSchema });

/** Who was in a session, for how long and where: computed from the log each time, so that nothing keeps a second truth. */
export function registerAttendance(
  app: ApiInstance,
  { records, guard, groupRights, standings }: ApiDeps,
): void {
  app.get(
    '/sessions/:sessionId/attendance',
    {
      config: { access: 'seeReports' },
      schema: { params: paramsSchema, response: { 200: attendanceReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { sessionId } = request.params;
      const facts = await records.sessions.find(sessionId);
      if (!facts) throw new CirclewellError('not_found', 'There is no such session');
      await groupRights.assertTakesPart(guard.staffOf(request).account, facts.groupId);
      const log = await records.sessionLog.read(sessionId);
      const isFinal = statusOf(log) === 'ended';
      const seen = attendanceOf(log, await standings.knownUntil(sessionId, log));
      const roster = await records.members.listOfGroup(facts.groupId);
      const unseen = roster.filter(({ id }) => !seen.some(({ participantId }) => participantId === id));
      return { sessionId, isFinal, rows: [...seen, ...unseen.map((member) => toUnseenRow(member, isFinal))] };
    },
  );
}

/** Somebody on the roster of whom the log knows nothing (domain.md 1.8, `AttendanceStatus`). */
function toUnseenRow({ id, displayName }: RosterMember, isFinal: boolean): AttendanceRow {
  return {
    participantId: id,
    name: displayName,
    status: isFinal ? 'absent_unexcused' : 'expected',
    intervals: [],
    secondsByRoom: {},
    presentSeconds: 0,
    countableSeconds: 0,
  };
}
