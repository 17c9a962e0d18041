import { describe, expect, it } from 'vitest';
import { DocHolds } from './DocHolds.ts';
import { OpenDoc } from './OpenDoc.ts';

const NOTE = 'note/g/s/m1';

/** Documents whose closing the test lets go on, and time that it lets pass. */
function makeHolds(isDurable = () => true) {
  const later: (() => void)[] = [];
  const opened: OpenDoc[] = [];
  let open: OpenDoc | null = null;
  let writing = Promise.resolve();
  const holds = new DocHolds({
    async open(docId) {
      open ??= new OpenDoc(
        {
          docId,
          call: () => Promise.reject(new Error('no thread')),
          after: () => () => undefined,
          onChange: () => undefined,
          onClosed: () => (open = null),
        },
        new Uint8Array([0, 0]),
        { at: 'uploaded', problem: null },
      );
      const one = open;
      one.settled = () => writing.then(isDurable);
      if (opened.at(-1) !== one) opened.push(one);
      return one;
    },
    after(_, work) {
      later.push(work);
      return () => undefined;
    },
  });
  return {
    holds,
    opened,
    isOpen: () => open !== null,
    hold: (until: Promise<void>) => void (writing = until),
    async pass() {
      for (const work of later.splice(0)) work();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe('NB57 a document', () => {
  it('is open for as long as anybody uses it', async () => {
    const { holds, pass, isOpen } = makeHolds();
    const [one, other] = [holds.hold(NOTE), holds.hold(NOTE)];
    expect(await one.opened).toBe(await other.opened);
    one.release();
    one.release();
    await pass();
    expect(isOpen()).toBe(true);
    other.release();
    await pass();
    expect(isOpen()).toBe(false);
  });

  it('stays open where the next place asks for it at once', async () => {
    const { holds, pass, isOpen, opened } = makeHolds();
    const one = holds.hold(NOTE);
    await one.opened;
    one.release();
    await holds.hold(NOTE).opened;
    await pass();
    expect([isOpen(), opened.length]).toEqual([true, 1]);
  });

  it('is written before it is closed, and one that asks meanwhile gets it anew', async () => {
    const { holds, pass, opened, hold } = makeHolds();
    const first = holds.hold(NOTE);
    await first.opened;
    const written = Promise.withResolvers<void>();
    hold(written.promise);
    first.release();
    await pass();
    const second = holds.hold(NOTE);
    written.resolve();
    expect(await second.opened).not.toBe(opened[0]);
  });

  it('counts everybody who asks for it while it is being closed', async () => {
    const { holds, pass, hold, isOpen } = makeHolds();
    const first = holds.hold(NOTE);
    await first.opened;
    const written = Promise.withResolvers<void>();
    hold(written.promise);
    first.release();
    await pass();
    const [second, third] = [holds.hold(NOTE), holds.hold(NOTE)];
    written.resolve();
    expect(await second.opened).toBe(await third.opened);
    second.release();
    await pass();
    expect(isOpen()).toBe(true);
    third.release();
    await pass();
    expect(isOpen()).toBe(false);
  });

  it('stays open while what was typed is not durable, and is closed once it is', async () => {
    let isDurable = false;
    const { holds, pass, isOpen } = makeHolds(() => isDurable);
    const one = holds.hold(NOTE);
    await one.opened;
    one.release();
    await pass();
    expect(isOpen()).toBe(true);
    isDurable = true;
    await pass();
    expect(isOpen()).toBe(false);
  });
});
