import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  amendNoteBodySchema,
  amendNoteReplySchema,
  lastNoteReplySchema,
  noteRecordsReplySchema,
  notesSessionsQuerySchema,
  notesSessionsReplySchema,
  sessionNotesReplySchema,
  signNotesBodySchema,
  signNotesReplySchema,
} from '../../../protocol/api/notes.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { createNotesDesk } from '../../notes/notesDesk.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';

const sessionParamsSchema = z.object({ sessionId: idSchema });
const memberParamsSchema = sessionParamsSchema.extend({ memberId: idSchema });
const noteParamsSchema = z.object({ groupId: idSchema, sessionId: idSchema, subject: idSchema });

/** Twenty notes as long as notes get, with room for what stands around the text. */
const MAX_SIGN_BODY_BYTES = 4 * 1024 * 1024;

/** Notes as they are signed and read (docs/spec/signing.md). Nothing of what is in them gets into a log. */
export function registerNotes(app: ApiInstance, deps: ApiDeps): void {
  const { guard, signIn } = deps;
  const desk = createNotesDesk(deps);
  const accountOf = (request: FastifyRequest) => guard.staffOf(request).account;
  // The passphrase is in the body each time; whether the sign-in was confirmed before is nothing to it (SG30).
  const signing = { access: 'readNotes', confirm: 'never', rateLimit: RATE_LIMITS.signIn } as const;

  app.get(
    '/notes/sessions',
    {
      config: { access: 'readNotes' },
      schema: {
        querystring: notesSessionsQuerySchema,
        response: { 200: notesSessionsReplySchema, ...errorReplies },
      },
    },
    async (request) => desk.sessions(accountOf(request), request.query.before),
  );

  app.get(
    '/notes/sessions/:sessionId',
    {
      config: { access: 'readNotes' },
      schema: {
        params: sessionParamsSchema,
        response: { 200: sessionNotesReplySchema, ...errorReplies },
      },
    },
    async (request) => desk.session(accountOf(request), request.params.sessionId),
  );

  app.get(
    '/notes/sessions/:sessionId/goals/:memberId',
    {
      config: { access: 'readNotes' },
      schema: { params: memberParamsSchema, response: { 200: lastNoteReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { sessionId, memberId } = request.params;
      return { last: await desk.lastNote(accountOf(request), sessionId, memberId) };
    },
  );

  app.get(
    '/notes/records/:groupId/:sessionId/:subject',
    {
      config: { access: 'readNotes' },
      schema: { params: noteParamsSchema, response: { 200: noteRecordsReplySchema, ...errorReplies } },
    },
    async (request) => desk.records(accountOf(request), request.params),
  );

  app.post(
    '/notes/sign',
    {
      bodyLimit: MAX_SIGN_BODY_BYTES,
      config: signing,
      schema: { body: signNotesBodySchema, response: { 200: signNotesReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { passphrase, notes } = request.body;
      const account = accountOf(request);
      await signIn.confirm(account, passphrase, request.ip);
      return desk.sign(account, notes);
    },
  );

  app.post(
    '/notes/amend',
    {
      // An addendum of 20,000 characters, each of up to six bytes as JSON may write it.
      bodyLimit: 192 * 1024,
      config: signing,
      schema: { body: amendNoteBodySchema, response: { 200: amendNoteReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { passphrase, ...asked } = request.body;
      const account = accountOf(request);
      await signIn.confirm(account, passphrase, request.ip);
      return desk.amend(account, asked);
    },
  );
}
