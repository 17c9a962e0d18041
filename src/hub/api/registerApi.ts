import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { CirclewellError } from '../../protocol/errors.ts';
import { watchRoutes, type WatchDeps } from '../audit/watchRoutes.ts';
import type { ApiDeps } from './apiDeps.ts';
import { registerAccounts } from './routes/accounts.ts';
import { registerAttendance } from './routes/attendance.ts';
import { registerAudit } from './routes/audit.ts';
import { registerBackups } from './routes/backups.ts';
import { registerConfirming } from './routes/confirming.ts';
import { registerConsents } from './routes/consents.ts';
import { registerDecks } from './routes/decks.ts';
import { registerDiagnostics } from './routes/diagnostics.ts';
import { registerEmergency } from './routes/emergency.ts';
import { registerGroups } from './routes/groups.ts';
import { registerHealth } from './routes/health.ts';
import { registerHours } from './routes/hours.ts';
import { registerMembers } from './routes/members.ts';
import { registerNotebook } from './routes/notebook.ts';
import { registerNotes } from './routes/notes.ts';
import { registerNoteSettings } from './routes/noteSettings.ts';
import { registerOwnFactors } from './routes/ownFactors.ts';
import { registerPracticeFactors } from './routes/practiceFactors.ts';
import { registerReach } from './routes/reach.ts';
import { registerSeats } from './routes/seats.ts';
import { registerSecondStep } from './routes/secondStep.ts';
import { registerSessions } from './routes/sessions.ts';
import { registerSignatures } from './routes/signatures.ts';
import { registerSignIns } from './routes/signIns.ts';
import { registerOwners } from './routes/owners.ts';
import { registerStaffLinks } from './routes/staffLinks.ts';
import { registerStaffNotices } from './routes/staffNotices.ts';
import { registerStaff } from './routes/staff.ts';
import { registerWorkstations } from './routes/workstations.ts';

/** Registers everything under `/api` but the live socket. Each route says who may use it, or it does not register. */
export async function registerApi(root: FastifyInstance, deps: ApiDeps): Promise<void> {
  await root.register(
    async (scope) => {
      deps.guard.protect(scope);
      watchRoutes(scope, watchDepsOf(deps));
      scope.setNotFoundHandler(() => {
        throw new CirclewellError('not_found', 'There is no such address');
      });
      const app = scope.withTypeProvider<ZodTypeProvider>();
      registerAccounts(app, deps);
      registerConfirming(app, deps);
      registerSignIns(app, deps);
      registerSecondStep(app, deps);
      registerOwnFactors(app, deps);
      registerPracticeFactors(app, deps);
      registerStaff(app, deps);
      registerStaffLinks(app, deps);
      registerStaffNotices(app, deps);
      registerOwners(app, deps);
      registerGroups(app, deps);
      registerMembers(app, deps);
      registerConsents(app, deps);
      registerEmergency(app, deps);
      registerSessions(app, deps);
      registerSeats(app, deps);
      registerReach(app, deps);
      registerDecks(app, deps);
      registerAttendance(app, deps);
      registerHours(app, deps);
      registerNotebook(app, deps);
      registerWorkstations(app, deps);
      registerNotes(app, deps);
      registerNoteSettings(app, deps);
      registerSignatures(app, deps);
      registerAudit(app, deps);
      registerBackups(app, deps);
      registerHealth(app, deps);
      registerDiagnostics(app, deps);
    },
    { prefix: '/api' },
  );
}

function watchDepsOf({ records, guard, signIn, refusals, now }: ApiDeps): WatchDeps {
  return {
    refusals,
    audit: records.audit,
    together: records.together,
    guard,
    signIn,
    now,
    lookups: {
      memberOfSeat: async (seatId) => (await records.seats.find(seatId))?.memberId ?? null,
      staffOfName: async (accountName) => (await records.staff.findByAccountName(accountName))?.id ?? null,
      staffOfPasskey: async (credentialId) =>
        (await records.factors.findPasskey(credentialId))?.staffId ?? null,
    },
  };
}
