import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CirclewellError,
  toWireError,
  wireErrorSchema,
  type ErrorKind,
  type WireError,
} from '../../protocol/errors.ts';

/** What every route answers when it does not do what was asked. */
export const errorReplySchema = z.object({ error: wireErrorSchema });
/** The error replies of a route, for its `response`. */
export const errorReplies = { '4xx': errorReplySchema, '5xx': errorReplySchema } as const;

/** The one map from a kind of error to an HTTP status (RFC 9110). */
export const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  outdated: 426,
  rate_limited: 429,
  internal: 500,
  busy: 503,
  unavailable: 503,
};

/** Fastify's error handler: answers with a wire error; what nobody expected is logged and becomes `internal`. */
export async function sendError(
  error: FastifyError | CirclewellError,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const wire = toWire(error);
  if (wire.kind === 'internal')
    request.log.error({ err: error, route: request.routeOptions.url }, 'A request failed');
  await reply.status(STATUS_OF_KIND[wire.kind]).send({ error: wire });
}

function toWire(error: FastifyError | CirclewellError): WireError {
  if (error instanceof CirclewellError) return toWireError(error);
  if (hasZodFastifySchemaValidationErrors(error)) return toInvalid(error);
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { kind: 'too_large', detail: 'The body is too large' };
  // The rest of what Fastify refuses by itself: JSON that is none, a foreign content type, a header too long.
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return { kind: 'invalid', detail: error.code };
  return { kind: 'internal' };
}

type Fault = { instancePath: string; keyword: string };

/** Names the fields and what is wrong with them, never what was in them. */
function toInvalid({ validation }: { validation: Fault[] }): WireError {
  const detail = validation
    .map(({ instancePath, keyword }) => `${instancePath || '/'} ${keyword}`)
    .join(', ');
  const rule = ruleOf(validation);
  return { kind: 'invalid', detail: detail.slice(0, 500), ...(rule ? { rule } : {}) };
}

/** What a person, a group or the practice is called (ID16). */
const NAME_FIELDS = ['/displayName', '/name', '/practiceName'];

/** The rule that a field itself has broken, where there are words for it. */
function ruleOf(validation: readonly Fault[]): WireError['rule'] {
  const has = (field: string, fault: string): boolean =>
    validation.some(({ instancePath, keyword }) => instancePath === field && keyword === fault);
  if (has('/passphrase', 'too_small')) return 'account.weakPassphrase';
  if (NAME_FIELDS.some((field) => has(field, 'custom'))) return 'name.unreadable';
  return undefined;
}
