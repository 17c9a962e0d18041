import { describe, expect, it } from 'vitest';
import type { IpcNotice } from '../../src/protocol/ipc/contract.ts';
import type { ScreenSource } from '../../src/protocol/ipc/screens.ts';
import { CHOICE_TIMEOUT_MS, createScreenChooser, type ScreenChooserOptions } from './screenChooser.ts';

const SOURCES: ScreenSource[] = [
  { id: 'screen:1:0', name: 'Screen', kind: 'screen', thumbnail: null },
  { id: 'window:7:0', name: 'Slides', kind: 'window', thumbnail: null },
];
const CHOICE = { sourceId: 'window:7:0', withSound: true };

function setUp(changes: Partial<ScreenChooserOptions> = {}) {
  const asked: IpcNotice<'screenChoiceAsked'>[] = [];
  const timeouts: { ms: number; callback: () => void }[] = [];
  const chooser = createScreenChooser({
    listSources: () => Promise.resolve(SOURCES),
    isPickedBySystem: false,
    canShareSound: true,
    ask: (notice) => {
      asked.push(notice);
      return true;
    },
    newId: () => `question-${asked.length + 1}`,
    after: (ms, callback) => {
      const timeout = { ms, callback };
      timeouts.push(timeout);
      return () => {
        timeouts.splice(timeouts.indexOf(timeout), 1);
      };
    },
    ...changes,
  });
  /** Asks, and waits until the page has been asked. */
  async function ask(isSoundWanted = true) {
    const count = asked.length;
    const answer = chooser.choose({ isSoundWanted });
    while (asked.length === count) await Promise.resolve();
    return { answer, requestId: `question-${asked.length}` };
  }
  return { chooser, asked, timeouts, ask };
}

describe('SH40: choosing', () => {
  it('offers what there is and gives back what was chosen', async () => {
    const { chooser, asked, ask, timeouts } = setUp();
    const { answer, requestId } = await ask();
    expect(asked).toEqual([{ requestId, sources: SOURCES, canShareSound: true }]);
    chooser.answer(requestId, CHOICE);
    await expect(answer).resolves.toEqual(CHOICE);
    expect(timeouts).toEqual([]);
  });

  it('asks nobody where the system has let the person pick', async () => {
    const { chooser, asked } = setUp({
      isPickedBySystem: true,
      listSources: () => Promise.resolve(SOURCES.slice(0, 1)),
    });
    await expect(chooser.choose({ isSoundWanted: true })).resolves.toEqual({
      sourceId: 'screen:1:0',
      withSound: false,
    });
    expect(asked).toEqual([]);
  });

  it.each<[string, Partial<ScreenChooserOptions>]>([
    ['there is nothing', { listSources: () => Promise.resolve([]) }],
    ['the system refuses', { listSources: () => Promise.reject(new Error('not allowed')) }],
    ['there is no page', { ask: () => false }],
  ])('ends with none where %s', async (_name, changes) => {
    const { chooser } = setUp(changes);
    await expect(chooser.choose({ isSoundWanted: false })).resolves.toBeNull();
  });
});

describe('SH41: answers', () => {
  it('must name an offered source, and may try again', async () => {
    const { chooser, ask } = setUp();
    const { answer, requestId } = await ask();
    expect(() => {
      chooser.answer(requestId, { sourceId: 'screen:9:9', withSound: false });
    }).toThrow(expect.objectContaining({ kind: 'invalid' }));
    chooser.answer(requestId, null);
    await expect(answer).resolves.toBeNull();
  });

  it('are gone when nobody waits', async () => {
    const { chooser, ask } = setUp();
    const { requestId } = await ask();
    chooser.answer(requestId, CHOICE);
    for (const id of [requestId, 'never']) {
      expect(() => {
        chooser.answer(id, CHOICE);
      }).toThrow(expect.objectContaining({ kind: 'gone' }));
    }
  });

  it('a newer question answers the older one with none', async () => {
    const { chooser, ask } = setUp();
    const first = await ask();
    const second = await ask();
    await expect(first.answer).resolves.toBeNull();
    chooser.answer(second.requestId, CHOICE);
    await expect(second.answer).resolves.toEqual(CHOICE);
  });

  it('none comes in time', async () => {
    const { ask, timeouts } = setUp();
    const { answer } = await ask();
    expect(timeouts.map(({ ms }) => ms)).toEqual([CHOICE_TIMEOUT_MS]);
    timeouts[0]?.callback();
    await expect(answer).resolves.toBeNull();
  });
});

describe('SH42: sound', () => {
  it.each([
    ['was not asked for', true, false],
    ['cannot be had', false, true],
  ])('is not shared where it %s', async (_name, canShareSound, isSoundWanted) => {
    const { chooser, asked, ask } = setUp({ canShareSound });
    const { answer, requestId } = await ask(isSoundWanted);
    expect(asked[0]?.canShareSound).toBe(false);
    chooser.answer(requestId, CHOICE);
    await expect(answer).resolves.toEqual({ ...CHOICE, withSound: false });
  });
});
