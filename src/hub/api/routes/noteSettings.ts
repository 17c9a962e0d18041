import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  noteSettingsBodySchema,
  noteSettingsReplySchema,
  processBoxBodySchema,
  processBoxSchema,
} from '../../../protocol/api/notes.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

/** The practice's settings at their longest: three hundred snippets in two languages. */
const MAX_SETTINGS_BODY_BYTES = 1024 * 1024;

const replacingSchema = z.object({ replaces: z.string() });
/** Another box in the place of one that is there could lose every process note sealed with it (SG51). */
const replacesBox = ({ body }: FastifyRequest): boolean => replacingSchema.safeParse(body).success;

/** How notes are written in the practice, and the box of one's own process notes (docs/spec/signing.md). */
export function registerNoteSettings(app: ApiInstance, { records, guard }: ApiDeps): void {
  app.get(
    '/notes/settings',
    { config: { access: 'staff' }, schema: { response: { 200: noteSettingsReplySchema, ...errorReplies } } },
    async () => records.noteSettings.read(),
  );

  app.put(
    '/notes/settings',
    {
      bodyLimit: MAX_SETTINGS_BODY_BYTES,
      config: { access: 'settleNotes' },
      schema: { body: noteSettingsBodySchema, response: { 200: noteSettingsReplySchema, ...errorReplies } },
    },
    async (request) => {
      if (!(await records.noteSettings.replace(request.body)))
        throw new CirclewellError('conflict', 'The settings were changed since', 'notes.settingsChanged');
      return records.noteSettings.read();
    },
  );

  app.get(
    '/notes/process-box',
    {
      config: { access: 'keepNotebook' },
      schema: { response: { 200: processBoxSchema, ...errorReplies } },
    },
    async (request) => ({ box: await records.processBoxes.find(guard.staffOf(request).account.id) }),
  );

  app.put(
    '/notes/process-box',
    {
      config: { access: 'keepNotebook', confirm: replacesBox },
      schema: { body: processBoxBodySchema, response: { 200: processBoxSchema, ...errorReplies } },
    },
    async (request) => {
      const { id } = guard.staffOf(request).account;
      const { box, replaces } = request.body;
      const isThere = (await records.processBoxes.find(id)) === box;
      if (!isThere && !(await records.processBoxes.replace(id, box, replaces)))
        throw new CirclewellError('conflict', 'Another box is there', 'notes.anotherBox');
      return { box };
    },
  );
}
