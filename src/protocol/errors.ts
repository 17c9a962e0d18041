import { z } from 'zod';
import { refusalRuleSchema } from './session/refusals.ts';

/**
 * The closed list of error kinds, grouped by what a client should do about one.
 *
 * - fix the input: `invalid`, `forbidden`, `conflict`, `not_found`, `too_large`
 * - try again later: `busy`, `rate_limited`, `unavailable`
 * - sign in again, or open the link again: `signed_out`
 * - reload to update: `outdated`
 * - give up and tell somebody: `gone`, `internal`
 */
export const errorKindSchema = z.enum([
  'invalid',
  'forbidden',
  'conflict',
  'not_found',
  'too_large',
  'busy',
  'rate_limited',
  'unavailable',
  'signed_out',
  'outdated',
  'gone',
  'internal',
]);
export type ErrorKind = z.infer<typeof errorKindSchema>;

/**
 * An error as it crosses an edge. `rule` names the broken rule, from which the interface makes words;
 * `detail` is for logs and developers, in English, and never holds anything personal.
 */
export const wireErrorSchema = z.object({
  kind: errorKindSchema,
  rule: refusalRuleSchema.optional(),
  detail: z.string().max(500).optional(),
});
export type WireError = z.infer<typeof wireErrorSchema>;

/** The one error class that carries a kind across function borders inside a process. */
export class CirclewellError extends Error {
  readonly kind: ErrorKind;
  readonly rule: WireError['rule'];

  constructor(kind: ErrorKind, detail: string, rule?: WireError['rule']) {
    super(detail);
    this.name = 'CirclewellError';
    this.kind = kind;
    this.rule = rule;
  }
}

/** The error as it may be sent to a client: an unknown throw becomes `internal` and tells nothing. */
export function toWireError(error: unknown): WireError {
  if (!(error instanceof CirclewellError)) return { kind: 'internal' };
  return {
    kind: error.kind,
    detail: error.message.slice(0, 500),
    ...(error.rule ? { rule: error.rule } : {}),
  };
}
