import { describe, expect, it } from 'vitest';
import { IndexAhead } from './IndexAhead.ts';

function make(parts: (boolean | Error)[]) {
  let planned: { ms: number; work: () => void } | null = null;
  let made = 0;
  const ahead = new IndexAhead({
    async part() {
      made += 1;
      const part = parts.shift() ?? false;
      if (part instanceof Error) throw part;
      return part;
    },
    after(ms, work) {
      const one = { ms, work };
      planned = one;
      return () => {
        if (planned === one) planned = null;
      };
    },
  });
  return {
    ahead,
    made: () => made,
    /** In how many milliseconds it goes on; null where it does not. */
    next: () => planned?.ms ?? null,
    /** Lets that time pass. @param during what happens while a part is made */
    async pass(during: () => void = () => undefined) {
      const due = planned;
      planned = null;
      due?.work();
      during();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
  };
}

describe('WR60 the index is made ahead', () => {
  it('part by part, once nothing has changed for a while', async () => {
    const { ahead, made, next, pass } = make([true, true, false]);
    ahead.stirred();
    expect(next()).toBe(3_000);
    await pass();
    expect(next()).toBe(100);
    await pass();
    await pass();
    expect(made()).toBe(3);
    expect(next()).toBeNull();
    ahead.stirred();
    expect(next()).toBe(3_000);
  });

  it('and rests again where something changes meanwhile, also within a part', async () => {
    const { ahead, next, pass } = make([true, true, true]);
    ahead.stirred();
    await pass();
    ahead.stirred();
    expect(next()).toBe(3_000);
    await pass(() => ahead.stirred());
    expect(next()).toBe(3_000);
  });

  it('and is left where a note cannot be read, and when the notebook is closed', async () => {
    const { ahead, next, pass } = make([new Error('unreadable'), true]);
    ahead.stirred();
    await pass();
    expect(next()).toBeNull();
    ahead.stirred();
    await pass(() => ahead.end());
    expect(next()).toBeNull();
    ahead.stirred();
    expect(next()).toBeNull();
  });
});
