import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsedDeckSchema } from './deck.ts';
import { DeckError, type DeckErrorKind } from './deckError.ts';
import { MAX_DECK_CHARS, parseDeckMarkdown } from './parseDeckMarkdown.ts';

const HEAD = '---\ntitle: Own deck\n---\n';

function refusalOf(text: string): { kind: DeckErrorKind; line: number | undefined; message: string } {
  try {
    parseDeckMarkdown(text);
  } catch (error) {
    if (error instanceof DeckError) return error;
    throw error;
  }
  throw new Error('The deck was taken.');
}

describe('parseDeckMarkdown: front matter', () => {
  it('CU2 reads all four settings, quoted or not, and passes over those of Marp', () => {
    const deck = parseDeckMarkdown(
      '---\nmarp: true\ntitle: "Thoughts: a start"\nunit: T02\nlang: es\nversion: 3\n# a remark\nstyle: |\n  section { color: red }\n---\n# Uno',
    );
    expect(deck).toEqual({
      title: 'Thoughts: a start',
      unit: 'T02',
      lang: 'es',
      version: 3,
      slides: [{ title: 'Uno', body: '', notes: '' }],
    });
  });

  it('CU2 needs only a title', () => {
    expect(parseDeckMarkdown(`${HEAD}# One`)).toMatchObject({
      title: 'Own deck',
      unit: null,
      lang: 'en',
      version: 1,
    });
  });

  it('CU2 takes a deck without front matter, or without a title in it, whose title is known', () => {
    const bare = parseDeckMarkdown('# One\n---\n# Two', { title: 'Mine' });
    expect(bare).toMatchObject({ title: 'Mine', unit: null, slides: [{ title: 'One' }, { title: 'Two' }] });
    expect(parseDeckMarkdown('---\nlang: es\n---\n# Uno', { title: 'Mine' })).toMatchObject({
      title: 'Mine',
      lang: 'es',
    });
    expect(parseDeckMarkdown(`${HEAD}# One`, { title: 'Mine' }).title).toBe('Own deck');
  });

  it.each<[string, string, DeckErrorKind, number, RegExp]>([
    ['no front matter', '# One\n', 'frontMatterMissing', 1, /Begin with a line "---"/],
    ['an empty text', '', 'frontMatterMissing', 1, /Begin with/],
    ['no end', '---\ntitle: One\n', 'frontMatterUnclosed', 1, /Put a line "---"/],
    [
      'a slide where settings are expected',
      '---\nHello there\n---\n# A',
      'frontMatterInvalid',
      2,
      /name: value/,
    ],
    ['no title', '---\nunit: T01\n---\n# One', 'frontMatterInvalid', 1, /Write "title: …"/],
    [
      'an unknown language',
      '---\ntitle: A\nlang: fr\n---\n# A',
      'frontMatterInvalid',
      3,
      /"lang: en" or "lang: es"/,
    ],
    [
      'a version that is no number',
      '---\ntitle: A\nversion: new\n---\n# A',
      'frontMatterInvalid',
      3,
      /whole number/,
    ],
    ['an empty version', '---\ntitle: A\nversion:\n---\n# A', 'frontMatterInvalid', 3, /whole number/],
  ])('CU3 refuses %s', (_what, text, kind, line, message) => {
    const refusal = refusalOf(text);
    expect(refusal).toMatchObject({ kind, line });
    expect(refusal.message).toMatch(message);
    expect(refusal.message).toContain(`Line ${line}: `);
  });
});

describe('parseDeckMarkdown: slides', () => {
  it('CU1 takes a byte order mark and any line ending', () => {
    const unix = `${HEAD}\n# One\n\nHello.\n\n<!--\nSay\n\nhello.\n-->\n\n---\n\n## Two\n`;
    const expected = parseDeckMarkdown(unix);
    expect(expected.slides).toEqual([
      { title: 'One', body: 'Hello.', notes: 'Say\n\nhello.' },
      { title: 'Two', body: '', notes: '' },
    ]);
    expect(parseDeckMarkdown(`\uFEFF${unix.replaceAll('\n', '\r\n')}`)).toEqual(expected);
    expect(parseDeckMarkdown(unix.replaceAll('\n', '\r'))).toEqual(expected);
  });

  it('CU1 takes 1 MB and refuses more', () => {
    const slide = `# One\n${'a'.repeat(7900)}\n---\n`;
    const start = `${HEAD}${slide.repeat(125)}# Last\n`;
    const fill = '\n'.repeat(MAX_DECK_CHARS - start.length);
    expect(parseDeckMarkdown(start + fill).slides).toHaveLength(126);
    expect(refusalOf(`${start}${fill}\n`)).toMatchObject({ kind: 'tooLarge', line: undefined });
  });

  it.each([
    ['spaces in a heading', `# a${' '.repeat(900_000)}b`],
    ['hashes in a heading', `# a${' #'.repeat(450_000)} b`],
    ['spaces in a body', `# One\na${' '.repeat(900_000)}b`],
    ['blank lines in a body', `# One\na${'\n'.repeat(900_000)}b`],
    ['a comment of many lines', `# One\n<!--${'a \n'.repeat(300_000)}-->`],
    ['many comments on a line', `# ${'<!---->'.repeat(120_000)}${'a'.repeat(301)}`],
    ['spaces in front of nothing', `# One${' '.repeat(900_000)}\n${'a'.repeat(8001)}`],
  ])('CU1 refuses too long a slide without ado: %s', (_what, slide) => {
    expect(refusalOf(`${HEAD}${slide}`)).toMatchObject({ kind: 'slideTooLong' });
  });

  it('CU1 refuses more slides, and more text on a slide, than the protocol carries', () => {
    const slides = Array<string>(1000).fill('# One').join('\n---\n');
    expect(parseDeckMarkdown(HEAD + slides).slides).toHaveLength(1000);
    expect(refusalOf(`${HEAD}${slides}\n---\n# Last`)).toMatchObject({ kind: 'tooLarge' });
    const long = refusalOf(`${HEAD}# One\n---\n# Two\n${'a'.repeat(8001)}`);
    expect(long).toMatchObject({ kind: 'slideTooLong', line: 5 });
    expect(long.message).toMatch(/\(body\)/);
  });

  it.each([
    ['a fenced block', '```\n---\n```'],
    ['a block of tildes that holds backticks', '~~~\n```\n---\n~~~'],
    ['a longer fence that holds a shorter one', '````\n```\n---\n```\n````'],
    ['a fence in a list', '- item\n  ```\n---\n  ```'],
  ])('CU4 does not part slides inside %s', (_what, body) => {
    expect(parseDeckMarkdown(`${HEAD}# One\n${body}\n---\n# Two`).slides).toMatchObject([
      { body },
      { title: 'Two' },
    ]);
  });

  it('CU4 does not part slides inside a comment, nor at a table’s rule', () => {
    const [slide, ...others] = parseDeckMarkdown(
      `${HEAD}# One\n| A | B |\n| --- | --- |\n<!-- a\n---\nb -->`,
    ).slides;
    expect(others).toEqual([]);
    expect(slide).toEqual({ title: 'One', body: '| A | B |\n| --- | --- |', notes: 'a\n---\nb' });
  });

  it('CU5 takes the first heading of level one or two as title and leaves the others', () => {
    const { slides } = parseDeckMarkdown(`${HEAD}### Small\n## Main ##\n# Later\n#hashtag`);
    expect(slides[0]).toEqual({ title: 'Main', body: '### Small\n# Later\n#hashtag', notes: '' });
  });

  it.each<[string, string, DeckErrorKind, number]>([
    ['no slide at all', HEAD, 'slideEmpty', 3],
    ['a separator at the end', `${HEAD}# One\n---\n`, 'slideEmpty', 5],
    ['two separators in a row', `${HEAD}# One\n---\n\n---\n# Two`, 'slideEmpty', 5],
    ['a slide of notes only', `${HEAD}# One\n---\n<!-- note -->`, 'slideEmpty', 5],
    ['a slide without a title', `${HEAD}# One\n---\nText`, 'titleMissing', 5],
    ['a title without words', `${HEAD}## \nText`, 'titleMissing', 3],
    ['a title inside code', `${HEAD}\`\`\`\n# One\n\`\`\``, 'titleMissing', 3],
  ])('CU5 refuses %s', (_what, text, kind, line) => {
    expect(refusalOf(text)).toMatchObject({ kind, line });
  });

  it('CU6 joins several comments and keeps what stands around them', () => {
    const { slides } = parseDeckMarkdown(
      `${HEAD}# One <!-- a -->\nred <!-- b --> green <!-- c\nd -->blue\n<!---->`,
    );
    expect(slides[0]).toEqual({ title: 'One', body: 'red  green \nblue', notes: 'a\n\nb\n\nc\nd' });
  });

  it('CU6 lets a comment hold dashes and fences', () => {
    const { slides } = parseDeckMarkdown(
      `${HEAD}# One\n<!-- wait -- then ask\n\`\`\`\n<!-- again -->\n---\n# Two`,
    );
    expect(slides).toMatchObject([{ notes: 'wait -- then ask\n```\n<!-- again' }, { title: 'Two' }]);
  });

  it('CU6 leaves a comment inside a fenced block where it is', () => {
    const { slides } = parseDeckMarkdown(`${HEAD}# One\n\`\`\`html\n<!-- shown -->\n\`\`\``);
    expect(slides[0]).toMatchObject({ body: '```html\n<!-- shown -->\n```', notes: '' });
  });

  it.each<[string, string, DeckErrorKind, number]>([
    ['a comment without an end', `${HEAD}# One\n\n<!-- note\n---\n# Two`, 'commentUnclosed', 6],
    ['a fence without an end', `${HEAD}# One\n\`\`\`\n---\n# Two`, 'fenceUnclosed', 5],
    ['a fence closed by another kind', `${HEAD}# One\n\`\`\`\n~~~`, 'fenceUnclosed', 5],
  ])('CU6 refuses %s', (_what, text, kind, line) => {
    expect(refusalOf(text)).toMatchObject({ kind, line });
  });

  it('CU9 refuses a diagram that nobody could hear', () => {
    expect(refusalOf(`${HEAD}# One\n\`\`\`wave: Up | Top | Down\n\`\`\``)).toMatchObject({
      kind: 'diagramInvalid',
      line: 5,
    });
  });
});

/** Lines that decks are made of, right and wrong ones. */
const LINE = fc.oneof(
  fc.constantFrom('---', ' ---', '----', 'title: One', 'lang: es', 'lang: xx', 'style: |', '  indented', ''),
  fc.constantFrom(
    '# One',
    '## Two',
    '#',
    '<!-- note -->',
    '<!--',
    '-->',
    '<!-- a --> <!--',
    '```',
    '~~~',
    '````',
  ),
  fc.constantFrom(
    '```wave: Up | Top | Down',
    '```cycle: a | b | c',
    '```wave:',
    '- item',
    '\u0000',
    '\uFEFF---',
    '\r',
  ),
  fc.string({ maxLength: 40 }),
);

describe('parseDeckMarkdown: any text', () => {
  it('CU1 any text is a deck of the right shape, or is refused with what to do', () => {
    fc.assert(
      fc.property(fc.array(LINE, { maxLength: 30 }), fc.boolean(), (lines, hasTitle) => {
        try {
          const deck = parseDeckMarkdown(lines.join('\n'), hasTitle ? { title: 'Mine' } : {});
          expect(parsedDeckSchema.parse(deck)).toEqual(deck);
        } catch (error) {
          if (!(error instanceof DeckError)) throw error;
          expect(error.message).toMatch(/\.$/);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
