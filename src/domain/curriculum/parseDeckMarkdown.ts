import { frontMatterSchema, MAX_SLIDES, slideSchema, type ParsedDeck, type Slide } from './deck.ts';
import { DeckError } from './deckError.ts';
import { readDiagram } from './diagram.ts';

/** The longest text taken for a deck: 1 MB, in UTF-16 code units, as the protocol's `deckBodySchema` has it (CU1). */
export const MAX_DECK_CHARS = 1_000_000;

// Each pattern takes time in step with the line's length, whatever the line holds: decks come from outside.
const SEPARATOR = /^ {0,3}-{3,}[ \t]*$/;
const TITLE = /^ {0,3}#{1,2}[ \t](.*)$/;
const FENCE = /^\s*(?:(`{3,})([^`]*)|(~{3,})(.*))$/;

/**
 * Reads a deck written as Marp-compatible Markdown: front matter, slides apart by a line `---`, presenter notes in
 * HTML comments. Never guesses: text that could be meant in two ways is refused. With `title`, for a facilitator's
 * own deck that got its title elsewhere, the text may go without front matter or without a title in it.
 * Source: docs/spec/curriculum.md, CU1 to CU6 and CU9.
 * @throws DeckError with the line and what to do.
 */
export function parseDeckMarkdown(text: string, { title }: { title?: string } = {}): ParsedDeck {
  if (text.length > MAX_DECK_CHARS) {
    throw new DeckError(
      'tooLarge',
      undefined,
      'The deck is larger than 1 MB. Take out embedded pictures or split it in two.',
    );
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const hasFrontMatter = SEPARATOR.test(lines[0] ?? '');
  if (!hasFrontMatter && title === undefined) {
    throw new DeckError(
      'frontMatterMissing',
      1,
      'The deck does not say what it is. Begin with a line "---", a line "title: …" and a line "---".',
    );
  }
  const end = hasFrontMatter ? findFrontMatterEnd(lines) : -1;
  const slides = readSlides(lines, end);
  if (slides.length > MAX_SLIDES) {
    throw new DeckError(
      'tooLarge',
      undefined,
      `The deck has more than ${MAX_SLIDES} slides. Split it in two.`,
    );
  }
  return { ...readFrontMatter(lines.slice(0, Math.max(end, 0)), title), slides };
}

/** Index of the line that closes the front matter. */
function findFrontMatterEnd(lines: readonly string[]): number {
  const end = lines.findIndex((line, index) => index > 0 && SEPARATOR.test(line));
  if (end === -1) {
    throw new DeckError(
      'frontMatterUnclosed',
      1,
      'The lines about the deck have no end. Put a line "---" between them and the first slide.',
    );
  }
  return end;
}

function readFrontMatter(lines: readonly string[], title: string | undefined) {
  const values: Record<string, string> = title === undefined ? {} : { title };
  const lineOf: Record<string, number> = {};
  lines.forEach((line, index) => {
    // Indented lines belong to a Marp setting such as "style: |", which Circlewell has no use for.
    if (index === 0 || /^(\s|#|$)/.test(line)) return;
    const [, key, value] = /^([\w-]+):((?:\s.*)?)$/.exec(line) ?? [];
    if (key === undefined) {
      throw new DeckError(
        'frontMatterInvalid',
        index + 1,
        'This is not a setting. Write it as "name: value", or put "---" above it if the first slide begins here.',
      );
    }
    values[key] = (value ?? '').trim().replace(/^(["'])(.*)\1$/, '$2');
    lineOf[key] = index + 1;
  });
  const parsed = frontMatterSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const key = String(parsed.error.issues[0]?.path[0]);
  throw new DeckError(
    'frontMatterInvalid',
    lineOf[key] ?? 1,
    FRONT_MATTER_REMEDIES[key] ?? 'Look at the settings above the first slide.',
  );
}

const FRONT_MATTER_REMEDIES: Record<string, string> = {
  title: 'The deck needs a title of at most 120 characters. Write "title: …" above the first slide.',
  unit: 'The unit is a short code of letters, digits and hyphens. Write for example "unit: T01", or leave the line out.',
  lang: 'The language is not one Circlewell speaks. Write "lang: en" or "lang: es".',
  version: 'The version is a whole number from 1 up. Write for example "version: 1".',
};

interface Draft {
  line: number;
  title: string | undefined;
  body: string[];
  notes: string[];
}

interface Fence {
  line: number;
  marker: string;
  info: string;
  content: string[];
}

interface Comment {
  line: number;
  text: string;
}

function readSlides(lines: readonly string[], start: number): Slide[] {
  const slides: Slide[] = [];
  let draft = newDraft(Math.max(start + 1, 1));
  let fence: Fence | undefined;
  let comment: Comment | undefined;
  for (let index = start + 1; index < lines.length; index += 1) {
    const raw = lines[index] ?? '';
    if (fence !== undefined) {
      draft.body.push(raw);
      if (closesFence(raw, fence)) {
        checkDiagram(fence);
        fence = undefined;
      } else fence.content.push(raw);
      continue;
    }
    if (comment === undefined) fence = openFence(raw, index + 1);
    if (fence !== undefined) {
      draft.body.push(raw);
      continue;
    }
    const taken = takeComments(raw, index + 1, comment);
    comment = taken.open;
    draft.notes.push(...taken.closed);
    if (taken.hadComment && taken.visible.trim() === '') continue;
    if (SEPARATOR.test(taken.visible)) {
      slides.push(finishSlide(draft));
      draft = newDraft(index + 1);
      continue;
    }
    const title = draft.title === undefined ? readTitle(taken.visible) : '';
    if (title !== '') draft.title = title;
    else draft.body.push(taken.visible);
  }
  if (comment !== undefined)
    throw new DeckError(
      'commentUnclosed',
      comment.line,
      'The notes that begin here have no end. Close them with "-->".',
    );
  if (fence !== undefined)
    throw new DeckError(
      'fenceUnclosed',
      fence.line,
      `The block that begins here has no end. Close it with a line "${fence.marker}".`,
    );
  slides.push(finishSlide(draft));
  return slides;
}

/** The heading's words, without the `#` that may close it; empty when the line is no heading. */
function readTitle(line: string): string {
  const words = (TITLE.exec(line)?.[1] ?? '').trim();
  return words.replace(/(?:^|[ \t])#+$/, '').trimEnd();
}

function newDraft(line: number): Draft {
  return { line, title: undefined, body: [], notes: [] };
}

function finishSlide({ line, title, body: bodyLines, notes }: Draft): Slide {
  const first = bodyLines.findIndex((bodyLine) => bodyLine.trim() !== '');
  const body = first === -1 ? '' : bodyLines.slice(first).join('\n').trimEnd();
  if (title !== undefined) {
    const slide = slideSchema.safeParse({
      title,
      body,
      notes: notes.filter((note) => note !== '').join('\n\n'),
    });
    if (slide.success) return slide.data;
    const part = String(slide.error.issues[0]?.path[0]);
    throw new DeckError(
      'slideTooLong',
      line,
      `The slide that begins here has too much text (${part}). Shorten it or split it in two.`,
    );
  }
  if (body === '')
    throw new DeckError(
      'slideEmpty',
      line,
      'The slide that begins here is empty. Write its title ("## …"), or remove this line.',
    );
  throw new DeckError(
    'titleMissing',
    line,
    'The slide that begins here has no title. Begin it with a line "## …".',
  );
}

function openFence(raw: string, line: number): Fence | undefined {
  const match = FENCE.exec(raw);
  if (match === null) return undefined;
  return { line, marker: match[1] ?? match[3] ?? '', info: match[2] ?? match[4] ?? '', content: [] };
}

function closesFence(raw: string, { marker }: Fence): boolean {
  const candidate = raw.trim();
  return candidate.startsWith(marker) && candidate === (marker[0] ?? '').repeat(candidate.length);
}

function checkDiagram({ line, info, content }: Fence): void {
  const reading = readDiagram(info, content.join('\n'));
  if (reading.kind === 'malformed')
    throw new DeckError('diagramInvalid', line, `This diagram is not complete. ${reading.remedy}`);
}

/** Parts one line into what is shown and what belongs to comments; `open` is a comment that goes on below. */
function takeComments(raw: string, line: number, openBefore: Comment | undefined) {
  const closed: string[] = [];
  let open = openBefore;
  let visible = '';
  let rest = raw;
  let hadComment = openBefore !== undefined;
  for (;;) {
    const at = rest.indexOf(open === undefined ? '<!--' : '-->');
    const piece = at === -1 ? rest : rest.slice(0, at);
    if (open === undefined) visible += piece;
    else open = { line: open.line, text: open.text + (at === -1 ? `${piece.trimEnd()}\n` : piece) };
    if (at === -1) break;
    hadComment = true;
    if (open === undefined) {
      open = { line, text: '' };
      rest = rest.slice(at + '<!--'.length);
    } else {
      closed.push(open.text.trim());
      open = undefined;
      rest = rest.slice(at + '-->'.length);
    }
  }
  return { visible, closed, open, hadComment };
}
