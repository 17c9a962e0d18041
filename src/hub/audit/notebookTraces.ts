import { z } from 'zod';
import type { AuditAbout } from './auditLog.ts';
import { about, field, text, type Seen, type Trace } from './trace.ts';

/** Whose feed it is: a group's, or the author's of process notes. */
function feedAbout({ body }: Seen): AuditAbout | null {
  const [kind, id] = (text(body, 'feed') ?? '').split('/');
  return about(kind === 'group' ? 'group' : 'staff', id ?? null);
}

/** The ids of the documents among updates; never what is in them. */
function documentsIn(updates: unknown): string[] {
  const parsed = z.array(z.object({ docId: z.string() })).safeParse(updates).data ?? [];
  return [...new Set(parsed.map(({ docId }) => docId))];
}

/** What the notebook's routes leave (NB44). */
export const NOTEBOOK_TRACES: Readonly<Record<string, Trace | null>> = {
  // Which groups somebody has, and how much was written there.
  'GET /api/notebook/feeds': null,
  'GET /api/notebook/news': null,
  // Where a cursor stands is nothing of anybody's record, and is kept nowhere.
  'POST /api/notebook/presence': null,
  'POST /api/notebook/presence/news': null,
  // Which workstations there are says nothing of a note.
  'POST /api/notebook/workstations': null,
  'GET /api/notebook/workstations': null,
  'POST /api/notebook/workstations/standing': null,
  'DELETE /api/notebook/workstations/:workstationId': { kind: 'workstationRevoked', when: 'together' },
  'POST /api/notebook/workstations/open': { kind: 'workstationOpened', when: 'together' },
  'POST /api/notebook/changes': {
    kind: 'notebookRead',
    when: 'together',
    about: feedAbout,
    details: ({ reply }) => ({ documents: documentsIn(field(reply, 'updates')) }),
    isSilent: ({ reply }) => documentsIn(field(reply, 'updates')).length === 0,
  },
  'POST /api/notebook/batches': {
    kind: 'notebookWritten',
    when: 'together',
    about: feedAbout,
    details: ({ body }) => ({ documents: documentsIn(field(body, 'updates')) }),
    isSilent: ({ reply }) => text(reply, 'outcome') !== 'taken',
  },
};
