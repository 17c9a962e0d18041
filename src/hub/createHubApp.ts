import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { createAccessGuard, type AccessGuard } from './api/access.ts';
import { openCertificate } from './api/certificate.ts';
import { createApp } from './api/createApp.ts';
import { createHolderLimits } from './api/holderLimits.ts';
import { createDeckShelf } from './api/deckShelf.ts';
import { registerApi } from './api/registerApi.ts';
import { registerDocs } from './api/registerDocs.ts';
import { createSessionPlanner } from './api/schedule/sessionPlanner.ts';
import { createSessionStandings } from './api/sessionStandings.ts';
import { createAuditedSessionLog } from './audit/createAuditedSessionLog.ts';
import type { BackupJobs } from './backup/createBackupJobs.ts';
import { CirclewellError } from '../protocol/errors.ts';
import type { HubConfig } from './config.ts';
import { collectDiagnostics } from './diagnostics/collectDiagnostics.ts';
import { createHealth } from './health/createHealth.ts';
import type { Meters } from './health/createMeters.ts';
import { RefusalCounts } from './audit/RefusalCounts.ts';
import { registerMetrics } from './health/registerMetrics.ts';
import { createAttemptDelays } from './identity/attemptDelays.ts';
import { createDoor, type Door } from './identity/door.ts';
import { createNoteAccessRights } from './consents/noteAccessRights.ts';
import { createEmergencyAccess } from './identity/emergencyAccess.ts';
import { createSecondFactors } from './identity/factors/createSecondFactors.ts';
import { createGroupRights } from './identity/groupRights.ts';
import { createHubAddress, type HubAddress } from './identity/hubAddress.ts';
import { createLiveTickets, type LiveTickets } from './identity/liveTickets.ts';
import { createPassphrases, type Passphrases } from './identity/passphrases.ts';
import { createSetupCode, type SetupCode } from './identity/setupCode.ts';
import { createSignIns } from './identity/signIns.ts';
import { createStaffLinks } from './identity/staffLinks.ts';
import { createStaffSignIn } from './identity/staffSignIn.ts';
import type { LivePart, LivePartDeps } from './livePart.ts';
import { createRelayPasses } from './media/relayPasses.ts';
import { MarksPurge } from './notebook/MarksPurge.ts';
import { createNotebookRights } from './notebook/notebookRights.ts';
import type { Records } from './records/openRecords.ts';
import { registerWeb } from './web/registerWeb.ts';

export type HubAppDeps = {
  readonly config: HubConfig;
  readonly logger: Logger;
  /** The release of Circlewell, such as 0.1.0. */
  readonly version: string;
  /** Stays the caller's. */
  readonly records: Records;
  /** Stays the caller's. */
  readonly backups: BackupJobs;
  /** Stays the caller's. */
  readonly meters: Meters;
  readonly startLive: (deps: LivePartDeps) => Promise<LivePart>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly newId: () => string;
};

/** The hub's server with all its routes, before it listens. */
export type HubApp = {
  readonly app: FastifyInstance;
  /** To be told the port once the app listens. */
  readonly address: HubAddress;
  readonly tickets: LiveTickets;
  readonly door: Door;
  readonly passphrases: Passphrases;
  readonly setupCode: SetupCode;
  /** Closes the live part, then the server. Idempotent. */
  close(): Promise<void>;
};

/** Builds the hub on its store. What was opened is closed again if a later step fails. */
export async function createHubApp({
  config,
  logger,
  version,
  records,
  backups,
  meters,
  startLive,
  now,
  newId,
}: HubAppDeps): Promise<HubApp> {
  const address = createHubAddress({
    publicUrl: config.publicUrl,
    host: config.host,
    isTls: config.tls !== null,
  });
  const passphrases = createPassphrases();
  const setupCode = createSetupCode();
  const delays = createAttemptDelays({ now });
  const secondFactors = createSecondFactors({ records, delays, now, newId });
  const signIn = createStaffSignIn({
    staff: records.staff,
    staffSessions: records.staffSessions,
    passphrases,
    delays,
    secondStepOf: secondFactors.secondStep.of,
    lockAfterMinutes: records.practice.lockAfterMinutes,
    now,
  });
  const door = createDoor({
    members: records.members,
    seats: records.seats,
    links: records.links,
    now,
    newId,
  });
  const tickets = createLiveTickets({ now });
  const planner = createSessionPlanner({
    practice: records.practice,
    groups: records.groups,
    sessions: records.sessions,
    now,
    newId,
  });
  const shelf = await createDeckShelf({
    resourcesDir: config.resourcesDir,
    store: records.decks,
    onUnreadable: (deckId, error) =>
      logger.warn({ deckId, kind: error.kind }, 'An own deck cannot be read any more'),
  });

  const certificate = config.tls && openCertificate(config.tls, { logger });
  const app = await createApp({ address, logger, certificate });
  let guard: AccessGuard | undefined;
  registerDocs(app, {
    version,
    async assertMayLook(request) {
      if (!guard) throw new CirclewellError('unavailable', 'The hub is starting');
      await guard.assertMay(request, 'operateHub');
    },
  });
  const health = createHealth({
    records,
    meters,
    certificate,
    now,
    monotonic: () => performance.now(),
  });
  registerMetrics(app, { meters, health, token: config.metricsToken });
  let live: LivePart | undefined;
  let marksPurge: MarksPurge | undefined;
  let closing: Promise<void> | undefined;
  const close = () =>
    (closing ??= (async () => {
      try {
        await live?.close();
      } finally {
        await app.close();
        certificate?.close();
        await marksPurge?.close();
      }
    })());

  try {
    live = await startLive({
      app,
      log: meters.timed(createAuditedSessionLog(records)),
      meter: meters.live,
      tickets,
      isStillGood: ({ seatId, keyHash }) =>
        seatId === null ? signIn.isStanding(keyHash) : door.isStanding(seatId, keyHash),
      sessions: records.sessions,
      findSlide: shelf.findSlide,
      address,
      logger,
      config: config.media,
      relayPasses: createRelayPasses(config.turn, now),
    });
    const { directory, reach, disconnectSeat, disconnectStaff, disconnectSignIn, disconnectFrom, unplan } =
      live;
    const groupRights = createGroupRights({ groupStaff: records.groupStaff });
    const noteAccess = createNoteAccessRights({ records, now });
    const limits = createHolderLimits(now);
    guard = createAccessGuard({
      signIn,
      door,
      halfway: secondFactors.halfway,
      hasFactor: (staffId) => records.factors.has(staffId),
      limits,
      now,
    });
    const standings = createSessionStandings({ directory, log: records.sessionLog, now });
    await registerApi(app, {
      records,
      guard,
      limits,
      groupRights,
      noteAccess,
      notebookRights: createNotebookRights({ ...records, groupRights, noteAccess }),
      emergency: createEmergencyAccess({ ...records, groupRights, now, newId }),
      signIn,
      signIns: createSignIns({
        staffSessions: records.staffSessions,
        signIn,
        passkeys: secondFactors.passkeys,
        now,
      }),
      staffLinks: createStaffLinks({ ...records, passphrases, now, newId }),
      secondFactors,
      passphrases,
      door,
      setupCode,
      isHosted: config.publicUrl !== null,
      tickets,
      planner,
      standings,
      shelf,
      reach,
      backups,
      health,
      refusals: new RefusalCounts(now, meters.refusals),
      metricsToken: config.metricsToken,
      diagnostics: () =>
        collectDiagnostics({
          config,
          release: version,
          now,
          health: health.reasons,
          figures: async () => {
            await health.refresh();
            return meters.metrics.render();
          },
          audit: records.audit.check,
        }),
      address,
      version,
      timeZone: config.timeZone,
      now,
      newId,
      // What a host writes of it is no part of what the route writes, and must not be waited for inside.
      disconnectSeat: (seatId) => void records.afterwards(() => disconnectSeat(seatId)),
      disconnectStaff: (staffId, except) => void records.afterwards(() => disconnectStaff(staffId, except)),
      disconnectSignIn: (keyHash) => void records.afterwards(() => disconnectSignIn(keyHash)),
      disconnectFrom: (sessionId, staffId) =>
        void records.afterwards(() => disconnectFrom(sessionId, staffId)),
      unplan: (sessionIds) => records.afterwards(() => unplan(sessionIds)),
    });
    marksPurge = new MarksPurge({
      records,
      standings,
      logger,
      now,
      after(ms, work) {
        const timer = setTimeout(work, ms).unref();
        return () => clearTimeout(timer);
      },
    });
    marksPurge.start();
    await registerWeb(app, { webDir: config.webDir, address });
    return { app, address, tickets, door, passphrases, setupCode, close };
  } catch (error) {
    await close();
    throw error;
  }
}
