import { describe, expect, it } from 'vitest';
import { DocStates } from './DocStates.ts';

const NOTE = 'note/g/s/a';

describe('NB3 the states of documents', () => {
  it('are told when they change, and not with every key', () => {
    let told = 0;
    const states = new DocStates(() => (told += 1));
    states.saved(NOTE);
    states.saved(NOTE);
    states.waits([NOTE]);
    expect(told).toBe(1);
    states.trouble([NOTE], 'diskFull');
    expect(states.of(NOTE)).toEqual({ at: 'waiting', problem: 'diskFull' });
    states.saved(NOTE);
    expect(states.of(NOTE)).toEqual({ at: 'savedHere', problem: null });
    expect(told).toBe(3);
    states.uploaded([NOTE]);
    states.saved(NOTE);
    expect(told).toBe(5);
  });
});
