import { z } from 'zod';
import { clientMessageSchema, MAX_CLIENT_MESSAGE_BYTES, type ClientMessage } from '../../protocol/live.ts';

/** What came out of one frame of a client. `id` is the request's, where it could be read. */
export type ParsedMessage =
  | { readonly outcome: 'ok'; readonly message: ClientMessage }
  | { readonly outcome: 'invalid'; readonly id: string | null }
  | { readonly outcome: 'tooLarge' };

/** A heartbeat: to know it by its bytes takes 10 µs, to read it 100 in a hub that has little else to do. */
const PING = { type: 'ping' } as const satisfies ClientMessage;
const PING_FRAME = Buffer.from(JSON.stringify(PING));

const requestIdSchema = z.looseObject({ id: z.uuid() });

/** Reads a frame: size, JSON, names that would reach a prototype, and the schema, in this order (LI5, LI6). Never throws. */
export function parseClientMessage(frame: Buffer, isBinary: boolean): ParsedMessage {
  if (frame.byteLength > MAX_CLIENT_MESSAGE_BYTES) return { outcome: 'tooLarge' };
  if (isBinary) return { outcome: 'invalid', id: null };
  if (PING_FRAME.equals(frame)) return { outcome: 'ok', message: PING };
  let raw: unknown;
  try {
    raw = JSON.parse(frame.toString('utf8'), refusePrototypeNames);
  } catch {
    // Not JSON, a forbidden name, or nested so deeply that the parser gave up.
    return { outcome: 'invalid', id: null };
  }
  const parsed = clientMessageSchema.safeParse(raw);
  if (parsed.success) return { outcome: 'ok', message: parsed.data };
  const request = requestIdSchema.safeParse(raw);
  return { outcome: 'invalid', id: request.success ? request.data.id : null };
}

/** Ids are keys of records in the session's state; none may name what every object inherits. */
function refusePrototypeNames(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'prototype' || key === 'constructor')
    throw new SyntaxError('forbidden key');
  if (key.endsWith('Id') && typeof value === 'string' && value in Object.prototype) {
    throw new SyntaxError('forbidden id');
  }
  return value;
}
