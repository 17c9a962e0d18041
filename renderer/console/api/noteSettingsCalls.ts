import type { z } from 'zod';
import {
  staffSignatureReplySchema,
  staffSignaturesReplySchema,
  type StaffSignature,
} from '../../../src/protocol/api/credentials.ts';
import { noteSettingsReplySchema, type noteSettingsBodySchema } from '../../../src/protocol/api/notes.ts';
import type { Http } from './http.ts';

/** What the console asks of the hub about how notes are written, and how staff sign them. */
export function createNoteSettingsCalls(http: Http) {
  const settings = '/api/notes/settings';
  return {
    noteSettings: () => http.get(settings, noteSettingsReplySchema),
    changeNoteSettings: (body: z.infer<typeof noteSettingsBodySchema>) =>
      http.send('PUT', settings, noteSettingsReplySchema, body),
    staffSignatures: () => http.get('/api/staff/signatures', staffSignaturesReplySchema),
    changeStaffSignature: (staffId: string, body: StaffSignature) =>
      http.send(
        'PUT',
        `/api/staff/${encodeURIComponent(staffId)}/signature`,
        staffSignatureReplySchema,
        body,
      ),
  };
}
