import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { BackupJobs } from '../backup/createBackupJobs.ts';
import type { Health } from '../health/createHealth.ts';
import type { NoteAccessRights } from '../consents/noteAccessRights.ts';
import type { Door } from '../identity/door.ts';
import type { EmergencyAccess } from '../identity/emergencyAccess.ts';
import type { SecondFactors } from '../identity/factors/createSecondFactors.ts';
import type { GroupRights } from '../identity/groupRights.ts';
import type { HubAddress } from '../identity/hubAddress.ts';
import type { LiveTickets } from '../identity/liveTickets.ts';
import type { Passphrases } from '../identity/passphrases.ts';
import type { SetupCode } from '../identity/setupCode.ts';
import type { SignIns } from '../identity/signIns.ts';
import type { StaffLinks } from '../identity/staffLinks.ts';
import type { StaffSignIn } from '../identity/staffSignIn.ts';
import type { LivePart } from '../livePart.ts';
import type { NotebookRights } from '../notebook/notebookRights.ts';
import type { RefusalCounts } from '../audit/RefusalCounts.ts';
import type { Records } from '../records/openRecords.ts';
import type { AccessGuard } from './access.ts';
import type { HolderLimits } from './holderLimits.ts';
import type { DeckShelf } from './deckShelf.ts';
import type { SessionPlanner } from './schedule/sessionPlanner.ts';
import type { SessionStandings } from './sessionStandings.ts';

/** What the routes are built from. */
export type ApiDeps = {
  readonly records: Records;
  readonly guard: AccessGuard;
  readonly limits: HolderLimits;
  readonly groupRights: GroupRights;
  readonly noteAccess: NoteAccessRights;
  readonly notebookRights: NotebookRights;
  readonly signIn: StaffSignIn;
  readonly signIns: SignIns;
  readonly staffLinks: StaffLinks;
  readonly emergency: EmergencyAccess;
  readonly secondFactors: SecondFactors;
  readonly passphrases: Passphrases;
  readonly door: Door;
  readonly setupCode: SetupCode;
  /** Whether others than this machine's own people reach the hub, so that nobody is trusted for where they ask from. */
  readonly isHosted: boolean;
  readonly tickets: LiveTickets;
  readonly planner: SessionPlanner;
  readonly standings: SessionStandings;
  readonly shelf: DeckShelf;
  readonly reach: LivePart['reach'];
  readonly backups: BackupJobs;
  readonly health: Health;
  readonly refusals: RefusalCounts;
  /** What opens the figures to who is elsewhere; null where nothing does. */
  readonly metricsToken: string | null;
  /** Makes the diagnostics, as JSON. */
  readonly diagnostics: () => Promise<string>;
  readonly address: HubAddress;
  /** The release of Circlewell, such as 0.1.0. */
  readonly version: string;
  /** The zone (IANA) a practice gets at setup. */
  readonly timeZone: () => string;
  readonly now: () => number;
  readonly newId: () => string;
  /** Ends the live connections of somebody whose right to them has ended. */
  readonly disconnectSeat: (seatId: string) => void;
  readonly disconnectStaff: (staffId: string, except?: string) => void;
  readonly disconnectSignIn: (keyHash: string) => void;
  /** Ends the live connections of one of staff to one session. */
  readonly disconnectFrom: (sessionId: string, staffId: string) => void;
  /** Sends away whoever waits in sessions that were taken off the schedule. */
  readonly unplan: (sessionIds: readonly string[]) => Promise<void>;
};

/** A Fastify instance whose routes take their types from their zod schemas. */
export type ApiInstance = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;
