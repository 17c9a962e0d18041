import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { CirclewellError } from '../../protocol/errors.ts';
import type { ApiDeps } from './apiDeps.ts';
import { registerAccounts } from './routes/accounts.ts';
import { registerAttendance } from './routes/attendance.ts';
import { registerDecks } from './routes/decks.ts';
import { registerGroups } from './routes/groups.ts';
import { registerMembers } from './routes/members.ts';
import { registerReach } from './routes/reach.ts';
import { registerSeats } from './routes/seats.ts';
import { registerSessions } from './routes/sessions.ts';
import { registerStaff } from './routes/staff.ts';

/** Registers everything under `/api` but the live socket. Each route says who may use it, or it does not register. */
export async function registerApi(root: FastifyInstance, deps: ApiDeps): Promise<void> {
  await root.register(
    async (scope) => {
      deps.guard.protect(scope);
      scope.setNotFoundHandler(() => {
        throw new CirclewellError('not_found', 'There is no such address');
      });
      const app = scope.withTypeProvider<ZodTypeProvider>();
      registerAccounts(app, deps);
      registerStaff(app, deps);
      registerGroups(app, deps);
      registerMembers(app, deps);
      registerSessions(app, deps);
      registerSeats(app, deps);
      registerReach(app, deps);
      registerDecks(app, deps);
      registerAttendance(app, deps);
    },
    { prefix: '/api' },
  );
}
