import type { FastifyInstance, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { CirclewellError } from '../../protocol/errors.ts';
import { refusedKindSchema, type RefusedKind } from '../../protocol/api/refused.ts';
import type { RefusalRule } from '../../protocol/session/refusals.ts';
import type { AccessGuard } from '../api/access.ts';
import { SEAT_COOKIE, STAFF_COOKIE } from '../api/cookies.ts';
import { UnseenError } from '../identity/groupRights.ts';
import type { StaffSignIn } from '../identity/staffSignIn.ts';
import type { Together } from '../records/together/createTogether.ts';
import type { AuditActor, AuditDraft, AuditLog } from './auditLog.ts';
import { RefusalBudget } from './RefusalBudget.ts';
import type { RefusalCounts } from './RefusalCounts.ts';
import { traceOf } from './routeTraces.ts';
import type { Lookups, Seen, Trace } from './trace.ts';

export type WatchDeps = {
  readonly audit: AuditLog;
  readonly together: Together['together'];
  readonly guard: AccessGuard;
  readonly signIn: Pick<StaffSignIn, 'whoIs'>;
  readonly lookups: Lookups;
  readonly refusals: Pick<RefusalCounts, 'add'>;
  readonly now: () => number;
};

/** An answer that is ready to be sent waits until its entry is durable. */
type Answering = {
  readonly reached: PromiseWithResolvers<void>;
  readonly durable: PromiseWithResolvers<void>;
};

/** Lets every route that is registered on `app` from now on leave its entry in the audit (AU4, AU5, AU10 to AU17). */
export function watchRoutes(app: FastifyInstance, deps: WatchDeps): void {
  const { audit, together, guard, signIn, lookups } = deps;
  const budget = new RefusalBudget(deps.now);
  const answering = new WeakMap<FastifyRequest, Answering>();
  /** Requests whose refusal has left its own entry. */
  const told = new WeakSet<FastifyRequest>();

  async function actorOf(request: FastifyRequest, isKnownByCookie: boolean): Promise<AuditActor> {
    const { access } = request.routeOptions.config;
    if (access === 'seat') return { kind: 'member', id: guard.seatOf(request).member.id };
    if (access !== 'public') return { kind: 'staff', id: guard.accountOf(request).account.id };
    const token = request.cookies[STAFF_COOKIE];
    const who = isKnownByCookie && token !== undefined ? await signIn.whoIs(token) : null;
    return who === null ? { kind: 'nobody' } : { kind: 'staff', id: who.account.id };
  }

  async function toDraft(
    trace: Trace,
    request: FastifyRequest,
    seen: Seen,
    from: AuditActor,
  ): Promise<AuditDraft> {
    const actor = trace.actor ? await trace.actor(seen, lookups) : from;
    return {
      kind: trace.kindOf?.(seen) ?? trace.kind,
      actor,
      about: trace.about?.(seen) ?? null,
      basis: trace.basis?.(seen, actor) ?? basisOf(request),
      details: { ...trace.details?.(seen), ...addressOf(request) },
    };
  }

  /** @throws CirclewellError `unavailable`: nothing is done and nothing told without its entry */
  async function record(request: FastifyRequest, draft: AuditDraft): Promise<void> {
    try {
      await audit.append(draft);
    } catch (error) {
      request.log.error({ err: error }, 'The audit cannot be written');
      throw new CirclewellError('unavailable', 'The audit cannot be written');
    }
  }

  async function recordRefusal(request: FastifyRequest, draft: AuditDraft): Promise<void> {
    const counted = refusedKindSchema.safeParse(draft.kind);
    if (counted.success) deps.refusals.add(counted.data, request.ip);
    const leftOut = budget.take(draft.kind, request.ip);
    if (leftOut === null) return;
    await record(request, { ...draft, details: { ...draft.details, ...(leftOut > 0 ? { leftOut } : {}) } });
  }

  async function afterRefusal(
    { refusal }: Trace,
    request: FastifyRequest,
    actor: AuditActor,
    error: unknown,
  ): Promise<void> {
    if (!refusal || !(error instanceof CirclewellError) || !error.rule) return;
    if (!refusal.rules.includes(error.rule)) return;
    const about = await refusal.about?.({ ...seenIn(request), reply: undefined }, lookups, actor);
    await recordRefusal(request, {
      kind: refusal.kind,
      // Who is half signed in is nobody yet, whatever passphrase they gave.
      actor: request.routeOptions.config.access === 'halfway' ? { kind: 'nobody' } : actor,
      about: about ?? null,
      details: addressOf(request),
    });
    told.add(request);
  }

  function watch(trace: Trace, handler: RouteHandlerMethod): RouteHandlerMethod {
    const inScope = trace.when === 'together' ? together : <T>(work: () => Promise<T>) => work();
    return async function watched(this, request, reply) {
      const from = await actorOf(request, trace.isKnownByCookie === true);
      if (trace.isKnownByCookie === true && from.kind === 'nobody') return handler.call(this, request, reply);
      const { reached, durable } = expectAnswer(request);
      let isReached = false;
      const sending = reached.promise.then(() => void (isReached = true));
      let answer: unknown;
      try {
        answer = await inScope(async () => {
          const running = Promise.resolve(handler.call(this, request, reply));
          // A handler that sends by itself ends with the sending; what comes of that, Fastify sees to.
          running.catch(() => undefined);
          const first: unknown = await Promise.race([running, sending]);
          const seen = { ...seenIn(request), reply: first };
          if (trace.isSilent?.(seen) !== true)
            await record(request, await toDraft(trace, request, seen, from));
          return first;
        });
        durable.resolve();
      } catch (error) {
        if (!isReached) {
          answering.delete(request);
          await afterRefusal(trace, request, from, error);
          throw error;
        }
        // The answer that waits to be sent becomes this error.
        durable.reject(error);
      }
      return isReached ? reply : answer;
    };
  }

  function expectAnswer(request: FastifyRequest): Answering {
    const one = { reached: Promise.withResolvers<void>(), durable: Promise.withResolvers<void>() };
    // Nobody waits for it where the handler gives its answer back instead of sending it.
    one.durable.promise.catch(() => undefined);
    answering.set(request, one);
    return one;
  }

  app.addHook('onRoute', (route) => {
    const trace = traceOf(String(route.method), route.url);
    if (trace) route.handler = watch(trace, route.handler);
  });
  app.addHook('onSend', async (request) => {
    const one = answering.get(request);
    if (!one) return;
    answering.delete(request);
    one.reached.resolve();
    await one.durable.promise;
  });
  app.addHook('onError', async (request, _reply, error) => {
    const kind = countedAlone(request, error);
    if (kind !== null) deps.refusals.add(kind, request.ip);
    if (!isForWantOfRight(error) || told.has(request)) return;
    try {
      const from = await actorOf(request, false);
      if (from.kind !== 'staff') return;
      const route = `${request.method} ${request.routeOptions.url ?? ''}`.slice(0, 200);
      const details = { route, ...addressOf(request) };
      await recordRefusal(request, { kind: 'refused', actor: from, basis: basisOf(request), details });
    } catch (failure) {
      request.log.error({ err: failure }, 'A refusal could not be recorded');
    }
  });
}

/** Refusals of a sign-in that has the right and must be unlocked or confirmed first (AU18). */
const NOT_FOR_WANT_OF_RIGHT: readonly (RefusalRule | undefined)[] = [
  'account.confirmFirst',
  'account.locked',
];

function isForWantOfRight(error: unknown): boolean {
  if (error instanceof UnseenError) return true;
  if (!(error instanceof CirclewellError) || error.kind !== 'forbidden') return false;
  return !NOT_FOR_WANT_OF_RIGHT.includes(error.rule);
}

/** A refusal that is counted and leaves no entry: it says nothing of anybody. */
function countedAlone(request: FastifyRequest, error: unknown): RefusedKind | null {
  if (!(error instanceof CirclewellError)) return null;
  if (error.kind === 'rate_limited' && error.rule === undefined) return 'tooMany';
  const isSeat = request.routeOptions.config.access === 'seat' && request.cookies[SEAT_COOKIE] !== undefined;
  return isSeat && error.kind === 'signed_out' ? 'seatRefused' : null;
}

function seenIn({ params, query, body }: FastifyRequest): Omit<Seen, 'reply'> {
  return { params, query, body };
}

function basisOf(request: FastifyRequest): string | null {
  const { access } = request.routeOptions.config;
  return access === undefined || access === 'public' ? null : access;
}

function addressOf(request: FastifyRequest): { address: string } {
  return { address: request.ip.slice(0, 64) };
}
