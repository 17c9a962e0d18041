import { z } from 'zod';
import { field, ofParams, ofReply, text, type Trace } from './trace.ts';

const refusal = { kind: 'staffLinkRefused', rules: ['staffLink.over'] } as const;

/** What the routes of links for a passphrase, and of who owns the practice, leave in the audit (AU11). */
export const STAFF_LINK_TRACES: Readonly<Record<string, Trace | null>> = {
  'POST /api/staff/:staffId/link': {
    kind: 'staffLinkMade',
    when: 'together',
    about: ofParams('staff', 'staffId'),
  },
  'DELETE /api/staff/:staffId/link': {
    kind: 'staffLinkRevoked',
    when: 'together',
    about: ofParams('staff', 'staffId'),
  },
  // Looking leaves nothing, unless it is a link that opens nothing.
  'POST /api/staff-links/look': { kind: 'passphraseChosen', when: 'after', isSilent: () => true, refusal },
  'POST /api/staff-links/choose': {
    kind: 'passphraseChosen',
    when: 'together',
    actor: ({ reply }) => {
      const id = text(reply, 'staffId');
      return id === null ? { kind: 'nobody' } : { kind: 'staff', id };
    },
    about: ofReply('staff', 'staffId'),
    basis: () => 'staffLink',
    refusal,
  },
  'PUT /api/staff/:staffId/owner': {
    kind: 'ownerMade',
    when: 'together',
    about: ofParams('staff', 'staffId'),
    details: ({ body }) => {
      const keepsOwn = z.boolean().safeParse(field(body, 'keepsOwn')).data;
      return keepsOwn === undefined ? {} : { keepsOwn };
    },
  },
  'DELETE /api/staff/:staffId/owner': {
    kind: 'ownerEnded',
    when: 'together',
    about: ofParams('staff', 'staffId'),
  },
  'GET /api/me/notices': null,
  // That they were told is in their own hands; who did what was recorded then.
  'POST /api/me/notices/read': null,
};
