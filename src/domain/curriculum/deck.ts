import { z } from 'zod';
import { deckSlideSchema } from '../../protocol/api/decks.ts';
import { idSchema, languageSchema } from '../../protocol/session/people.ts';
import { localTextSchema, slideTextSchema, type SlideText } from '../../protocol/session/state.ts';
import { DeckError } from './deckError.ts';

/** The most slides a deck has; the protocol's `showSlide` counts no further. */
export const MAX_SLIDES = 1000;

/** A slide in one language: what is shown, and the presenter's private notes. Source: domain.md 4.1, `Slide`. */
export const slideSchema = z.strictObject({
  title: slideTextSchema.shape.title.min(1),
  /** Markdown without the title line and without the notes; may be empty. */
  body: slideTextSchema.shape.body,
  /** Plain text for staff only; several comments of one slide stand a blank line apart. */
  notes: localTextSchema.shape.en,
});

/** A slide in one language. */
export type Slide = z.infer<typeof slideSchema>;

/** What a deck's front matter says. Only `title` must be written; the rest fits a facilitator's own deck (CU2). */
export const frontMatterSchema = z.object({
  title: z.string().min(1).max(120),
  /** The curriculum unit, or null for a facilitator's own deck. */
  unit: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,20}$/)
    .nullable()
    .default(null),
  lang: languageSchema.default('en'),
  version: z.coerce.number().int().min(1).default(1),
});

/** A deck as one file holds it, in one language. */
export const parsedDeckSchema = frontMatterSchema.extend({
  slides: z.array(slideSchema).min(1).max(MAX_SLIDES),
});

/** A deck as one file holds it, in one language. */
export type ParsedDeck = z.infer<typeof parsedDeckSchema>;

/**
 * A deck in both languages, slide by slide. `notes` are for staff: whoever sends a slide to members sends its `en`
 * and `es` faces only (CU11).
 */
export const deckSchema = z.strictObject({
  id: idSchema,
  unit: frontMatterSchema.shape.unit.unwrap(),
  version: z.number().int().min(1),
  title: localTextSchema,
  slides: z.array(deckSlideSchema).min(1).max(MAX_SLIDES),
});

/** A deck in both languages, slide by slide. */
export type Deck = z.infer<typeof deckSchema>;

/**
 * Joins the two languages of one deck. Without `es`, which a facilitator's own deck may lack, both languages show
 * the one that is there (CU8).
 * @throws DeckError `languagesDiffer` when the two are not the same deck, slide for slide (CU7).
 */
export function combineDeck({
  id,
  en,
  es,
}: {
  id: string;
  en: ParsedDeck;
  es?: ParsedDeck | undefined;
}): Deck {
  if (es !== undefined) assertSameDeck(en, es);
  const other = es ?? en;
  return {
    id,
    unit: en.unit,
    version: en.version,
    title: { en: en.title, es: other.title },
    slides: en.slides.map((slide, index) => {
      const otherSlide = other.slides[index] ?? slide;
      return { en: faceOf(slide), es: faceOf(otherSlide), notes: { en: slide.notes, es: otherSlide.notes } };
    }),
  };
}

/** Minutes a slide's notes plan for it ("Minutes: 3" or "Minutos: 3"), if they say. Source: domain.md 4.1. */
export function plannedMinutes(notes: string): number | undefined {
  const found = /^\s*Minut(?:es|os):\s*(\d{1,2})\b/m.exec(notes);
  return found === null ? undefined : Number(found[1]);
}

function faceOf({ title, body }: Slide): SlideText {
  return { title, body };
}

function assertSameDeck(en: ParsedDeck, es: ParsedDeck): void {
  const refuse = (problemAndRemedy: string): never => {
    throw new DeckError('languagesDiffer', undefined, problemAndRemedy);
  };
  if (en.lang !== 'en' || es.lang !== 'es') {
    refuse(
      `The first file says "lang: ${en.lang}" and the second "lang: ${es.lang}". Give English first, then Spanish.`,
    );
  }
  if (en.unit !== es.unit || en.version !== es.version) {
    refuse(
      `English is ${en.unit ?? 'without unit'}, version ${en.version}; Spanish is ${es.unit ?? 'without unit'}, version ${es.version}. Use two files with the same unit and version.`,
    );
  }
  if (en.slides.length !== es.slides.length) {
    refuse(
      `English has ${en.slides.length} slides and Spanish has ${es.slides.length}. Give both the same slides in the same order.`,
    );
  }
}
