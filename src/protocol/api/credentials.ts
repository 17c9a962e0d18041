import { z } from 'zod';
import { credentialSchema } from '../notes/note.ts';
import { idSchema } from '../session/people.ts';

/** How somebody of the staff signs: the name as it is printed under a note, and their credential (domain.md 1.4). */
export const staffSignatureSchema = z
  .strictObject({ printedName: z.string().trim().max(120), credential: credentialSchema.nullable() })
  .refine(({ printedName, credential }) => credential === null || printedName !== '', {
    path: ['printedName'],
  });
export type StaffSignature = z.infer<typeof staffSignatureSchema>;

/** GET /api/staff/signatures: of everybody for whom something is kept, by their id. */
export const staffSignaturesReplySchema = z.object({
  signatures: z.array(z.object({ staffId: idSchema, signature: staffSignatureSchema })),
});
/** PUT /api/staff/:staffId/signature (who manages staff, under a confirmed sign-in; SG13), with `staffSignatureSchema`. */
export const staffSignatureReplySchema = z.object({ staffId: idSchema, signature: staffSignatureSchema });
