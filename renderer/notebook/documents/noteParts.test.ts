import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { homeOf, sectionsOf } from '../../../src/domain/notes/formats.ts';
import {
  noteFormatSchema,
  noteKindSchema,
  sectionIdSchema,
  type NoteFormat,
  type SectionId,
} from '../../../src/protocol/notes/formats.ts';
import { readFormat, setAbout } from './noteAbout.ts';
import { sectionText, writeInSection } from './noteDoc.ts';
import { NoteHistory } from './NoteHistory.ts';
import { composedSections, placeIn } from './noteParts.ts';

function device(by: string) {
  const doc = new Y.Doc();
  let ids = 0;
  const pen = new NoteHistory({ doc, by, newId: () => `${by}${(ids += 1)}`, after: () => () => undefined });
  const sections = () => composedSections(doc, 'member', readFormat(doc, 'BIRP'));
  return { doc, pen, sections };
}
function meet(...devices: readonly { readonly doc: Y.Doc }[]) {
  for (const { doc } of devices)
    for (const other of devices) Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(doc));
}
const textsOf = ({ sections }: ReturnType<typeof device>) =>
  sections().map(({ id, text }) => [id, text] as const);
const write = (doc: Y.Doc, section: SectionId, insert: string) =>
  writeInSection(doc, section, { from: 0, to: 0, insert }, 'lead');

describe('a note in another format', () => {
  it('WR6 has the text where its format asks for the same, after its own', () => {
    const one = device('lead');
    write(one.doc, 'behavior', 'Calm.');
    write(one.doc, 'response', 'Slept well.');
    write(one.doc, 'plan', 'A walk.');
    setAbout(one.doc, 'format', 'SOAP');
    write(one.doc, 'objective', 'Alert.');
    expect(textsOf(one)).toEqual([
      ['subjective', ''],
      ['objective', 'Alert.\nCalm.'],
      ['assessment', 'Slept well.'],
      ['plan', 'A walk.'],
    ]);
    expect(one.sections()[1]?.parts).toEqual([
      { source: 'objective', from: 0, text: 'Alert.' },
      { source: 'behavior', from: 7, text: 'Calm.' },
    ]);
    const place = (from: number, to: number) =>
      placeIn(one.sections(), { section: 'objective', range: { from, to } });
    expect(place(0, 5)).toEqual({ section: 'objective', range: { from: 0, to: 5 } });
    expect(place(7, 11)).toEqual({ section: 'behavior', range: { from: 0, to: 4 } });
    expect(place(3, 12)).toEqual({ section: 'objective', range: { from: 3, to: 6 } });
    setAbout(one.doc, 'format', 'BIRP');
    expect(textsOf(one).map(([, text]) => text)).toEqual(['Calm.\nAlert.', '', 'Slept well.', 'A walk.']);
  });

  it('WR6 keeps what one types in a section while another changes the format, and what can be undone', () => {
    const [here, there] = [device('lead'), device('co')];
    here.pen.writeAlone('behavior', { from: 0, to: 0, insert: 'Calm.' });
    meet(here, there);
    setAbout(here.doc, 'format', 'SOAP');
    there.pen.writeAlone('behavior', { from: 5, to: 5, insert: ' Alert.' });
    meet(here, there);
    expect(here.sections()[1]?.text).toBe('Calm. Alert.');
    expect(there.pen.undo()).toMatchObject({ section: 'behavior' });
    expect(there.sections()[1]?.text).toBe('Calm.');
  });

  it('WR6 two devices that change the format and write apart have the same note, with every word once', () => {
    const step = fc.oneof(
      fc.record({ format: fc.constantFrom(...noteFormatSchema.options) }),
      fc.record({ section: fc.nat(5), at: fc.nat(20) }),
      fc.constant('meet' as const),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), step), { maxLength: 14 }), (steps) => {
        const devices = [device('lead'), device('co')] as const;
        const words: string[] = [];
        for (const [isHere, what] of steps) {
          const one = devices[isHere ? 0 : 1];
          if (what === 'meet') meet(...devices);
          else if ('format' in what) setAbout(one.doc, 'format', what.format);
          else {
            // In any of the editors that are on the screen.
            const sources = one.sections().flatMap(({ parts }) => parts.map(({ source }) => source));
            const source = sources[what.section % sources.length] ?? 'plan';
            const at = Math.min(what.at, sectionText(one.doc, source).length);
            const word = `<${words.length}>`;
            words.push(word);
            one.pen.writeAlone(source, { from: at, to: at, insert: word });
          }
        }
        meet(...devices);
        expect(textsOf(devices[0])).toEqual(textsOf(devices[1]));
        const all = textsOf(devices[0])
          .map(([, text]) => text.replaceAll('\n', ''))
          .join('');
        expect(all.length).toBe(words.join('').length);
        expect(all.split('').toSorted()).toEqual(words.join('').split('').toSorted());
      }),
    );
  });

  it('WR6 every section has a place in a note of every kind and format', () => {
    for (const kind of noteKindSchema.options)
      for (const format of noteFormatSchema.options)
        for (const section of sectionIdSchema.options)
          expect(sectionsOf(kind, format).map(({ id }) => id)).toContain(homeOf(section, kind, format));
    const homes = (format: NoteFormat) => homeOf('assessment', 'member', format);
    expect(noteFormatSchema.options.map(homes)).toEqual([
      'assessment',
      'assessment',
      'response',
      'response',
      'evaluation',
      'narrative',
    ]);
  });
});
