import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyEdit, type TextEdit } from '../../../src/domain/notes/textEdits.ts';
import { NOTE_FACTS } from '../../../src/domain/notes/testKit.ts';
import { readGiven, readLocation, setAbout } from './noteAbout.ts';
import {
  aboutMap,
  elementsMap,
  isBegun,
  markPlaced,
  placedIds,
  sectionText,
  writeInSection,
  writersOf,
} from './noteDoc.ts';
import { readNoteDraft, type DraftBasis } from './noteDraft.ts';
import {
  chooseIntervention,
  chooseParticipation,
  chooseProgress,
  chooseRisk,
  putGoal,
  readElements,
  removeGoal,
  writeRiskReason,
} from './noteElements.ts';
import { applyEditTo, editBetween } from './yTextEdit.ts';

const BASIS: DraftBasis = { docId: 'note/g1/s1/ana', kind: 'member', facts: NOTE_FACTS, usualFormat: 'BIRP' };
const write = (doc: Y.Doc, text: string, at = 0, by = 'lead') =>
  writeInSection(doc, 'behavior', { from: at, to: at, insert: text }, by);
/** Two devices with the same document, and how they meet. */
function twoDevices(begin: (doc: Y.Doc) => void = () => undefined) {
  const [here, there] = [new Y.Doc(), new Y.Doc()];
  begin(here);
  const meet = () => {
    Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
    Y.applyUpdate(here, Y.encodeStateAsUpdate(there));
  };
  meet();
  return { here, there, meet };
}
const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '👩', 'é'), maxLength: 20 });

describe('a note’s document', () => {
  it('WR1 keeps what one writes at the end of a line that another breaks', () => {
    const { here, there, meet } = twoDevices((doc) => write(doc, 'One sentence. Another one.'));
    write(here, '\n', 14);
    write(there, ' More.', 26);
    meet();
    expect(sectionText(here, 'behavior').toJSON()).toBe('One sentence. \nAnother one. More.');
    expect(sectionText(there, 'behavior').toJSON()).toBe(sectionText(here, 'behavior').toJSON());
  });

  it('WR1 finds the change between two texts, on whole characters', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edit = editBetween(before, after);
        const shared = new Y.Doc().getText('t');
        shared.insert(0, before);
        if (edit !== null) applyEditTo(shared, edit);
        expect(shared.toJSON()).toBe(after);
        expect(edit === null ? before : applyEdit(before, edit)).toBe(after);
      }),
    );
    expect(editBetween('👩', '👨')).toEqual({ from: 0, to: 2, insert: '👨' } satisfies TextEdit);
    expect(editBetween('aa', 'aaa')).toEqual({ from: 2, to: 2, insert: 'a' });
  });

  it('WR2 keeps two people’s choices of different things', () => {
    const { here, there, meet } = twoDevices((doc) => putGoal(doc, '1', 'Sleep'));
    chooseParticipation(here, 'active');
    chooseIntervention(here, 'reflection', true);
    putGoal(here, '2', 'Cravings');
    chooseRisk(there, 'low');
    chooseIntervention(there, 'affirmation', true);
    chooseProgress(there, '1', 'some');
    meet();
    expect(readElements(here, null)).toEqual(readElements(there, null));
    expect(readElements(here, null)).toEqual({
      goals: [
        { text: 'Sleep', progress: 'some' },
        { text: 'Cravings', progress: null },
      ],
      interventions: ['affirmation', 'reflection'],
      participation: 'active',
      risk: { level: 'low', reason: '' },
    });
    removeGoal(here, '1');
    expect(readElements(here, null).goals).toEqual([{ text: 'Cravings', progress: null }]);
  });

  it('WR1 keeps what two people write of the reason for a risk', () => {
    const { here, there, meet } = twoDevices((doc) => {
      chooseRisk(doc, 'low');
      writeRiskReason(doc, 'Asked.');
    });
    writeRiskReason(here, 'Asked twice.');
    writeRiskReason(there, 'Asked. Plan made.');
    meet();
    expect(readElements(here, null).risk).toEqual({ level: 'low', reason: 'Asked twice. Plan made.' });
    expect(readElements(there, null)).toEqual(readElements(here, null));
  });

  it('WR3 leaves out what it does not know, and leaves it there', () => {
    const doc = new Y.Doc();
    elementsMap(doc).set('participation', 'by telepathy');
    elementsMap(doc).set('goal/1', { later: true });
    aboutMap(doc).set('format', 'HAIKU');
    const draft = readNoteDraft(doc, new Y.Doc(), BASIS);
    expect(draft.format).toBe('BIRP');
    expect(draft.elements).toMatchObject({ goals: [], participation: null, risk: null });
    expect(aboutMap(doc).get('format')).toBe('HAIKU');
  });

  it('WR4 NO22 knows who wrote in which section, and which suggestions were put in', () => {
    const { here, there, meet } = twoDevices();
    expect(isBegun(here)).toBe(false);
    write(here, 'Calm.', 0, 'noor');
    write(there, 'Alert.', 0, 'maria');
    markPlaced(there, 'mark:1');
    meet();
    expect(writersOf(here, 'behavior')).toEqual(['maria', 'noor']);
    expect(writersOf(here, 'plan')).toEqual([]);
    expect([...placedIds(here)]).toEqual(['mark:1']);
    expect(isBegun(here)).toBe(true);
  });

  it('WR5 WR15 reads a draft from the document, the group’s, and the facts', () => {
    const [doc, group] = [new Y.Doc(), new Y.Doc()];
    write(doc, 'Calm.');
    setAbout(group, 'modality', 'support');
    setAbout(group, 'topic', { en: 'Sleep', es: 'Dormir' });
    chooseIntervention(group, 'reflection', true);
    chooseIntervention(group, 'validation', true);
    chooseIntervention(doc, 'validation', false);
    setAbout(doc, 'locationType', 'home');
    setAbout(doc, 'cityAndState', 'Fresno, CA');
    const draft = readNoteDraft(doc, group, BASIS);
    expect(draft).toMatchObject({ noteId: 'note/g1/s1/ana', kind: 'member', format: 'BIRP' });
    expect(draft.facts.session).toMatchObject({ modality: 'support', topic: { en: 'Sleep', es: 'Dormir' } });
    expect(draft.facts.session.deliveryMode).toBe(readGiven(group, NOTE_FACTS.session).deliveryMode);
    expect(draft.facts.member).toMatchObject({
      minutes: 168,
      location: { type: 'home', cityAndState: 'Fresno, CA' },
    });
    expect(draft.sections[0]).toEqual({ id: 'behavior', text: 'Calm.' });
    expect(draft.elements.interventions).toEqual(['reflection']);
  });

  it('NO15 keeps of where the member was whatever is given', () => {
    const [kind, city, neither] = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
    setAbout(kind, 'locationType', 'home');
    setAbout(city, 'cityAndState', ' Fresno, CA ');
    setAbout(neither, 'cityAndState', '  ');
    expect(readLocation(kind)).toEqual({ type: 'home', cityAndState: '' });
    expect(readLocation(city)).toEqual({ type: null, cityAndState: 'Fresno, CA' });
    expect(readLocation(neither)).toBeNull();
  });
});
