import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { cursorPlaceSchema } from '../../../../src/protocol/notebook/presence.ts';
import { sectionText } from '../../../notebook/documents/noteDoc.ts';
import { cursorPlaceAt, indexOfPlace } from './cursorPlace.ts';

function twoDevices() {
  const [here, there] = [new Y.Doc(), new Y.Doc()];
  sectionText(here, 'plan').insert(0, 'Call on Monday.');
  const bring = () => Y.applyUpdate(there, Y.encodeStateAsUpdate(here));
  bring();
  return { here, there, bring };
}

describe('WR24 a cursor’s place', () => {
  it('means the same on another device, also where text was written before it', () => {
    const { here, there } = twoDevices();
    const place = cursorPlaceSchema.parse(cursorPlaceAt(here, 'plan', 5));
    sectionText(there, 'plan').insert(0, 'First: ');
    expect(indexOfPlace(there, place)).toBe(12);
  });

  it('is not another while its owner types, in the text and at its end', () => {
    const { here, there, bring } = twoDevices();
    for (const at of [5, 15]) {
      const text = sectionText(here, 'plan');
      const before = cursorPlaceAt(here, 'plan', at);
      text.insert(at, 'more');
      expect(cursorPlaceAt(here, 'plan', at + 4)).toEqual(before);
      bring();
      expect(indexOfPlace(there, before)).toBe(at + 4);
      text.delete(at, 4);
      bring();
    }
  });

  it('is not known where what it belongs to has not come, and where it is of another section', () => {
    const { here, there, bring } = twoDevices();
    sectionText(here, 'plan').insert(0, 'New. ');
    const place = cursorPlaceAt(here, 'plan', 2);
    expect(indexOfPlace(there, place)).toBeNull();
    bring();
    expect(indexOfPlace(there, place)).toBe(2);
    expect(indexOfPlace(there, { ...place, section: 'response' })).toBeNull();
  });
});
