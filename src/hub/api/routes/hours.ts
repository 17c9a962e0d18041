import { hoursReplySchema } from '../../../protocol/api/hours.ts';
import { createWeekHours } from '../../attendance/weekHours.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

/** The hours of the week, of the groups whose sessions one takes part in (SC7). */
export function registerHours(
  app: ApiInstance,
  { records, guard, groupRights, standings, now }: ApiDeps,
): void {
  const hours = createWeekHours({ records, standings, now });
  app.get(
    '/hours',
    { config: { access: 'seeReports' }, schema: { response: { 200: hoursReplySchema, ...errorReplies } } },
    async (request) => hours.read(await groupRights.takenPartInBy(guard.staffOf(request).account)),
  );
}
