import { describe, expect, it } from 'vitest';
import { createKeyPreference } from '../../model/keyPreference.ts';
import { keyAction } from './keys.ts';

const press = (key: string, over = {}) =>
  keyAction({ key, hasModifier: false, isTaken: false, takesArrows: false, areLettersOn: true, ...over });

describe('CO16 keys', () => {
  it('act on their own letter in either case', () => {
    expect(press('m')).toBe('mic');
    expect(press('R')).toBe('rooms');
    expect(press('PageDown')).toBe('nextSlide');
    expect(press('?')).toBe('keys');
    expect(press('x')).toBeNull();
  });

  it('rest in a field and with a modifier', () => {
    expect(press('m', { isTaken: true })).toBeNull();
    expect(press('r', { hasModifier: true })).toBeNull();
  });
});

describe('CO27 keys that rest', () => {
  it('arrow and Page keys in what they scroll, and letters not', () => {
    expect(press('ArrowRight', { takesArrows: true })).toBeNull();
    expect(press('PageUp', { takesArrows: true })).toBeNull();
    expect(press('m', { takesArrows: true })).toBe('mic');
  });

  it('keys of one letter where they are switched off, and arrow and Page keys not', () => {
    expect(press('m', { areLettersOn: false })).toBeNull();
    expect(press('?', { areLettersOn: false })).toBeNull();
    expect(press('ArrowRight', { areLettersOn: false })).toBe('nextSlide');
  });

  it('are remembered as they were chosen, and are on where nothing can be remembered', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    expect(createKeyPreference(storage).store.getState().areLettersOn).toBe(true);
    createKeyPreference(storage).setLetters(false);
    expect(createKeyPreference(storage).store.getState().areLettersOn).toBe(false);
    const forbidden = (): never => {
      throw new Error('forbidden');
    };
    const without = createKeyPreference({ getItem: forbidden, setItem: forbidden });
    without.setLetters(false);
    expect(without.store.getState().areLettersOn).toBe(false);
  });
});
