import { z } from 'zod';
import type { KeptAnswers } from '../away/keptAnswers.ts';
import { ACCOUNT_HEADER } from '../../../src/protocol/api/accounts.ts';
import {
  CirclewellError,
  errorKindSchema,
  wireErrorSchema,
  type ErrorKind,
} from '../../../src/protocol/errors.ts';

/** Asks the hub over HTTP and parses what comes back. Rejects with a CirclewellError, always. */
export type Http = {
  get<T>(path: string, reply: z.ZodType<T>): Promise<T>;
  /** The same of the hub alone: what it said before is no answer (NB62). */
  getNow<T>(path: string, reply: z.ZodType<T>): Promise<T>;
  /** A file, with the name that the hub gives it. */
  getFile(path: string): Promise<{ readonly blob: Blob; readonly name: string }>;
  send<T>(
    method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    reply: z.ZodType<T>,
    body?: unknown,
    /** Aborted where nobody waits for the answer any more: it rejects as `unavailable`. */
    signal?: AbortSignal,
  ): Promise<T>;
};

export type HttpOptions = {
  readonly fetch: typeof globalThis.fetch;
  /** Whose account the page is drawn for; null where it is nobody's yet (ID63). */
  readonly drawnFor?: () => string | null;
  /** Called once for each answer that says the sign-in at the hub is over, or is somebody else's by now (CO69). */
  readonly onSignedOut?: (error: CirclewellError) => void;
  /** Called where the hub wants something first; resolves to whether it is done, and the request is sent again. */
  readonly onHeld?: (rule: HeldRule) => Promise<boolean>;
  /** Told after each question: whether the hub has answered, or nobody has. */
  readonly onAnswer?: (isThere: boolean) => void;
  /** Keeps answers, and gives them where the hub does not (NB61). */
  readonly kept?: Pick<KeptAnswers, 'arrived' | 'missing'>;
};

/** Refusals after which a request can be sent again as it was (CO61, CO65). */
const heldRuleSchema = z.enum(['account.confirmFirst', 'account.locked']);
export type HeldRule = z.infer<typeof heldRuleSchema>;

/** With another rule it is about what was asked: a wrong passphrase is not the end of the sign-in that there is. */
export const isSignInOver = ({ kind, rule }: CirclewellError): boolean =>
  kind === 'signed_out' && (rule === undefined || rule === 'account.otherSignIn');

/** A reply that says nothing: an empty body, or an empty object. */
export const emptyReplySchema = z.unknown().transform(() => null);

const errorBodySchema = z.union([
  z.object({ error: wireErrorSchema }).transform((body) => body.error),
  wireErrorSchema,
]);

/** The kind of an error whose body could not be read: the status is all there is. */
export function kindOfStatus(status: number): ErrorKind {
  switch (status) {
    case 400:
    case 422:
      return 'invalid';
    case 401:
      return 'signed_out';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return 'conflict';
    case 410:
      return 'gone';
    case 413:
      return 'too_large';
    case 426:
      return 'outdated';
    case 429:
      return 'rate_limited';
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    default:
      return errorKindSchema.parse('internal');
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Makes the one HTTP client of the console. Cookies carry the sign-in, so requests stay on one origin. */
export function createHttp(options: HttpOptions): Http {
  const drawnForNow = (): string | null => options.drawnFor?.() ?? null;
  /** @param drawnFor whose page asks; sent again, it is still theirs */
  async function askFor(
    method: string,
    path: string,
    body?: unknown,
    drawnFor = drawnForNow(),
    signal?: AbortSignal,
  ): Promise<Response> {
    try {
      return await askOnce(method, path, drawnFor, body, signal);
    } catch (error) {
      const held = heldRuleSchema.safeParse(error instanceof CirclewellError ? error.rule : null);
      if (!held.success || (await options.onHeld?.(held.data)) !== true) throw error;
      return askFor(method, path, body, drawnFor, signal);
    }
  }
  async function askOnce(
    method: string,
    path: string,
    drawnFor: string | null,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<Response> {
    let response: Response;
    try {
      response = await options.fetch(path, {
        method,
        credentials: 'same-origin',
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(drawnFor === null ? {} : { [ACCOUNT_HEADER]: drawnFor }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        ...(signal ? { signal } : {}),
      });
    } catch {
      // Who gave the question up has not heard that nobody answers.
      if (!signal?.aborted) options.onAnswer?.(false);
      throw new CirclewellError('unavailable', `${method} ${path}: no answer`);
    }
    options.onAnswer?.(kindOfStatus(response.status) !== 'unavailable');
    if (response.ok) return response;
    const parsed = errorBodySchema.safeParse(await readJson(response));
    const kind = parsed.success ? parsed.data.kind : kindOfStatus(response.status);
    const rule = parsed.success ? parsed.data.rule : undefined;
    // The hub's own words say more than the status, such as which line of a deck is wrong.
    const detail = parsed.success ? parsed.data.detail : undefined;
    const error = new CirclewellError(kind, detail ?? `${method} ${path}: ${response.status}`, rule);
    if (isSignInOver(error)) options.onSignedOut?.(error);
    throw error;
  }
  async function ask<T>(
    method: string,
    path: string,
    reply: z.ZodType<T>,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<T> {
    return read(method, path, reply, await readJson(await askFor(method, path, body, undefined, signal)));
  }
  function read<T>(method: string, path: string, reply: z.ZodType<T>, json: unknown): T {
    const parsed = reply.safeParse(json);
    if (!parsed.success)
      throw new CirclewellError('outdated', `${method} ${path}: the reply has another shape`);
    return parsed.data;
  }
  async function get<T>(path: string, reply: z.ZodType<T>): Promise<T> {
    const drawnFor = drawnForNow();
    try {
      return await getNow(path, reply, drawnFor);
    } catch (error) {
      const isAway = error instanceof CirclewellError && error.kind === 'unavailable';
      const kept = reply.safeParse(isAway ? (await options.kept?.missing(drawnFor, path))?.json : undefined);
      if (kept.success) return kept.data;
      throw error;
    }
  }
  async function getNow<T>(path: string, reply: z.ZodType<T>, drawnFor = drawnForNow()): Promise<T> {
    const json = await readJson(await askFor('GET', path, undefined, drawnFor));
    const value = read('GET', path, reply, json);
    options.kept?.arrived(drawnFor, path, json);
    return value;
  }
  return {
    get,
    getNow: (path, reply) => getNow(path, reply),
    async getFile(path) {
      const response = await askFor('GET', path);
      const named = /filename="([\w.-]+)"/.exec(response.headers.get('content-disposition') ?? '');
      return { blob: await response.blob(), name: named?.[1] ?? 'circlewell' };
    },
    send: (method, path, reply, body, signal) => ask(method, path, reply, body, signal),
  };
}
