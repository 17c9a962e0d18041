import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { sectionText, writeInSection } from './noteDoc.ts';
import { NoteHistory } from './NoteHistory.ts';

const never = () => () => undefined;
const historyOf = (doc: Y.Doc, by = 'lead') =>
  new NoteHistory({ doc, by, newId: () => crypto.randomUUID(), after: never });
const textOf = (doc: Y.Doc) => sectionText(doc, 'plan').toJSON();
/** The document as another start of the console has it. */
function restarted(doc: Y.Doc): Y.Doc {
  const next = new Y.Doc();
  Y.applyUpdate(next, Y.encodeStateAsUpdate(doc));
  return next;
}
const edits = fc.array(
  fc.record({
    from: fc.nat(30),
    length: fc.nat(4),
    insert: fc.constantFrom('', 'a', 'bc', 'd\n', 'é '),
    ends: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

describe('undo in a note', () => {
  it('WR7 takes back what was written without a pause as one step, and brings it back', () => {
    const doc = new Y.Doc();
    let pause = () => undefined as void;
    const history = new NoteHistory({
      doc,
      by: 'lead',
      newId: () => crypto.randomUUID(),
      after: (_, work) => {
        pause = work;
        return () => undefined;
      },
    });
    for (const [at, letter] of 'Calm.'.split('').entries())
      history.write('plan', { from: at, to: at, insert: letter });
    pause();
    history.write('plan', { from: 5, to: 5, insert: ' Alert.' });
    expect(history.undo()).toEqual({ section: 'plan', range: { from: 5, to: 5 } });
    expect(textOf(doc)).toBe('Calm.');
    expect(history.undo()).not.toBeNull();
    expect(textOf(doc)).toBe('');
    expect(history.undo()).toBeNull();
    history.redo();
    history.redo();
    expect(textOf(doc)).toBe('Calm. Alert.');
    expect(history.redo()).toBeNull();
  });

  it('WR7 goes back to the beginning and forward to the end, over any restart', () => {
    fc.assert(
      fc.property(edits, fc.boolean(), (given, restarts) => {
        let doc = new Y.Doc();
        writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'What was there.' }, 'noor');
        let history = historyOf(doc);
        for (const { from, length, insert, ends } of given) {
          const size = textOf(doc).length;
          const at = Math.min(from, size);
          history.write('plan', { from: at, to: Math.min(at + length, size), insert });
          if (ends) history.endStep();
        }
        const last = textOf(doc);
        history.close();
        if (restarts) doc = restarted(doc);
        history = historyOf(doc);
        while (history.undo() !== null);
        expect(textOf(doc)).toBe('What was there.');
        if (restarts) {
          doc = restarted(doc);
          history = historyOf(doc);
        }
        while (history.redo() !== null);
        expect(textOf(doc)).toBe(last);
      }),
    );
  });

  it('WR7 does not touch what another wrote, and passes over a step whose place is gone', () => {
    const doc = new Y.Doc();
    const history = historyOf(doc);
    history.writeAlone('plan', { from: 0, to: 0, insert: 'Urge log. ' });
    history.writeAlone('plan', { from: 10, to: 10, insert: 'Call a supporter.' });
    const other = restarted(doc);
    writeInSection(other, 'plan', { from: 0, to: 0, insert: 'Next Tuesday: ' }, 'noor');
    writeInSection(other, 'plan', { from: 31, to: 40, insert: 'friend' }, 'noor');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(textOf(doc)).toBe('Next Tuesday: Urge log. Call a friend.');
    expect(history.undo()).toEqual({ section: 'plan', range: { from: 14, to: 14 } });
    expect(textOf(doc)).toBe('Next Tuesday: Call a friend.');
    expect(history.undo()).toBeNull();
    expect(historyOf(doc, 'noor').undo()).toBeNull();
  });

  it.each([
    ['too little is left around it', 'So. ', 'Calm', ' today, and slept well.', 'So. Calm. Sat by the door.'],
    [
      'what is left stands twice',
      'He said that he was ',
      'well',
      ' again.',
      'He said that he was well. He said that he was well, she wrote.',
    ],
  ])('WR7 takes out no word of another’s where %s', (_, before, mine, after, theirs) => {
    const doc = new Y.Doc();
    writeInSection(doc, 'plan', { from: 0, to: 0, insert: before + after }, 'noor');
    const history = historyOf(doc);
    history.writeAlone('plan', { from: before.length, to: before.length, insert: mine });
    const other = restarted(doc);
    writeInSection(other, 'plan', { from: 0, to: textOf(other).length, insert: theirs }, 'noor');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(history.undo()).toBeNull();
    expect(textOf(doc)).toBe(theirs);
  });

  it('WR7 takes one’s own word out where another has changed what stands on one side of it', () => {
    const doc = new Y.Doc();
    writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'He said that he was  again.' }, 'noor');
    const history = historyOf(doc);
    history.writeAlone('plan', { from: 20, to: 20, insert: 'well' });
    writeInSection(doc, 'plan', { from: 24, to: 31, insert: ' today.' }, 'noor');
    expect(history.undo()).not.toBeNull();
    expect(textOf(doc)).toBe('He said that he was  today.');
  });

  it('WR7 leaves no words behind once they are forgotten', () => {
    const doc = new Y.Doc();
    const history = historyOf(doc);
    history.writeAlone('plan', { from: 0, to: 0, insert: 'A slip of the pen' });
    history.writeAlone('plan', { from: 0, to: 17, insert: '' });
    history.forget();
    expect(new TextDecoder().decode(Y.encodeStateAsUpdate(doc))).not.toContain('slip');
  });
});
