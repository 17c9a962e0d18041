import { z } from 'zod';
import { idSchema } from '../session/people.ts';
import { localTextSchema } from '../session/state.ts';
import { calendarDaySchema } from './facts.ts';
import { elementSchema, noteFormatSchema, sectionIdSchema } from './formats.ts';

/** How notes are written in a practice; everything has a default of domain.md (NO4). Sections and minutes are never settings. */
export const noteSettingsSchema = z.object({
  format: noteFormatSchema.default('BIRP'),
  /** The practice's own prompts, added to a section's. */
  prompts: z
    .array(z.object({ section: sectionIdSchema, text: localTextSchema }))
    .max(100)
    .default([]),
  /** The practice's own tags for marks, and the element of a note that they belong to. */
  tags: z
    .array(z.object({ id: idSchema, label: localTextSchema, element: elementSchema }))
    .max(60)
    .default([]),
  /** Texts put in by their short name. */
  snippets: z
    .array(
      z.object({
        id: idSchema,
        name: z
          .string()
          .trim()
          .regex(/^[\p{L}\p{N}-]{1,24}$/u),
        text: localTextSchema,
        /** The section where it is offered first; null where it fits any. */
        section: sectionIdSchema.nullable().default(null),
      }),
    )
    .max(300)
    .default([]),
  /** domain.md 2.4: business days until a note is due. */
  dueBusinessDays: z.number().int().min(1).max(30).default(3),
  holidays: z.array(calendarDaySchema).max(200).default([]),
  /** domain.md 2.2, elements 13 and 14: the least length of the member's own part, in characters. */
  minResponseChars: z.number().int().min(0).max(2000).default(40),
  /** How far a time in the text may lie outside the session, in minutes. */
  timeSlackMinutes: z.number().int().min(0).max(120).default(15),
  /** domain.md 2.3, "Duplicate text": from what likeness a text is said to repeat another, in percent. */
  similarPercent: z.number().int().min(50).max(100).default(85),
  /** Shown above the button and kept with the signature; empty: the product's own. */
  attestation: z.string().max(500).default(''),
});
export type NoteSettings = z.infer<typeof noteSettingsSchema>;

/** What holds where a practice has settled nothing. */
export const DEFAULT_NOTE_SETTINGS: NoteSettings = noteSettingsSchema.parse({});
