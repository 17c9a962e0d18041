import type { z } from 'zod';
import type { staffBodySchema, staffPatchSchema } from '../../../src/protocol/api/accounts.ts';
import {
  staffLinkChosenReplySchema,
  staffLinkLookReplySchema,
  staffLinkReplySchema,
  staffListReplySchema,
  staffNoticesReplySchema,
  type ownerBodySchema,
  type staffLinkChooseSchema,
  type staffLinkLookSchema,
  type staffNoticesReadSchema,
} from '../../../src/protocol/api/staffLinks.ts';
import { emptyReplySchema, type Http } from './http.ts';

/** What the console asks of the hub about accounts, the links by which their passphrases are chosen, and who owns the practice. */
export function createStaffCalls(http: Http) {
  const one = (staffId: string) => `/api/staff/${encodeURIComponent(staffId)}`;
  return {
    staff: () => http.get('/api/staff', staffListReplySchema),
    addStaff: (body: z.infer<typeof staffBodySchema>) =>
      http.send('POST', '/api/staff', staffLinkReplySchema, body),
    changeStaff: (staffId: string, body: z.infer<typeof staffPatchSchema>) =>
      http.send('PATCH', one(staffId), emptyReplySchema, body),
    makeStaffLink: (staffId: string) => http.send('POST', `${one(staffId)}/link`, staffLinkReplySchema),
    revokeStaffLink: (staffId: string) => http.send('DELETE', `${one(staffId)}/link`, emptyReplySchema),
    giveOwnership: (staffId: string, body: z.infer<typeof ownerBodySchema>) =>
      http.send('PUT', `${one(staffId)}/owner`, emptyReplySchema, body),
    endOwnership: (staffId: string) => http.send('DELETE', `${one(staffId)}/owner`, emptyReplySchema),

    lookAtStaffLink: (body: z.infer<typeof staffLinkLookSchema>) =>
      http.send('POST', '/api/staff-links/look', staffLinkLookReplySchema, body),
    chooseByStaffLink: (body: z.infer<typeof staffLinkChooseSchema>) =>
      http.send('POST', '/api/staff-links/choose', staffLinkChosenReplySchema, body),

    ownNotices: () => http.getNow('/api/me/notices', staffNoticesReplySchema),
    readOwnNotices: (body: z.infer<typeof staffNoticesReadSchema>) =>
      http.send('POST', '/api/me/notices/read', emptyReplySchema, body),
  };
}
