import type { Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { firstFrameAfterClick } from '../support/mediaProbe.ts';
import { BareTrials } from './shared/BareTrials.ts';
import { leaveBare, openBarePage } from './shared/barePages.ts';
import { buildPages } from './shared/buildPages.ts';
import { openCrowd, whenComplete } from './shared/crowd.ts';
import { installSmallDevices } from '../support/devices.ts';
import { bringMembers, letIn, whenAllArrive } from './shared/members.ts';
import { listed, median, percentile } from './shared/numbers.ts';
import { startObservedHub } from './shared/observedHub.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';
import { StaffClient } from './shared/staffClient.ts';

const OTHERS = 5;
const BLOCKS = 4;
const JOINS_IN_BLOCK = 5;
/** People do not come back within a second; and a camera asked twice within 300 ms for a key frame gives one. */
const PAUSE_MS = 1_000;
/** When a join has come to nothing. */
const FIRST_FRAME_LIMIT_MS = 8_000;
const ALL_LIMIT_MS = 8_000;

/** One way to join: the product's page, or the bare one. */
type Side = {
  readonly name: string;
  /** The page that joins and leaves. */
  readonly page: Page;
  /** What its button is called. */
  readonly button: string;
  /** From outside to where the button is. */
  prepare(): Promise<void>;
  leave(): Promise<void>;
  /** The other five come in, or go, so that their cameras load the machine only while their own side is measured. */
  othersCome(): Promise<void>;
  othersGo(): Promise<void>;
};

await runBench(360_000, async (defer) => {
  sayMachine('join: click on "enter" to the first decoded frame of another person, as the sixth of six');
  const hub = await startObservedHub();
  defer(hub.close);
  const pages = await buildPages();
  defer(pages.remove);
  const staff = await StaffClient.signIn(hub);
  defer(() => staff.close());
  await staff.openSession();
  const browser = await launchChromium();
  defer(() => browser.close());

  const prepare = async (page: Page) => {
    await page.addInitScript(installSmallDevices);
  };
  // The others' page is lent to the hub's origin by the test, which Chromium takes for a page from elsewhere.
  const permissions = ['camera', 'microphone', 'local-network-access'];

  const [enter, comeBack] = await openProductSides();
  const bare = await openBareSide(await hub.serveBare(pages.dir));
  sayConditions(browser.version());
  const trials = new BareTrials();
  const joins = new Map<Side, number[]>([
    [enter, []],
    [comeBack, []],
    [bare, []],
  ]);
  for (let block = 0; block < BLOCKS; block += 1) {
    for (const [side, times] of joins) {
      await side.othersCome();
      // The first join of a block is not counted: the others have only just come.
      await join(side);
      for (let count = 0; count < JOINS_IN_BLOCK; count += 1) times.push(await join(side));
      await side.othersGo();
    }
  }
  for (const [{ name }, times] of joins) say(`${name}: ${listed(times)} ms`);
  if (trials.failed > 0) say(`bare: ${trials.failed} more in which nobody, or not everybody, was ever seen`);
  sayLoad('after');
  const [own, again, theirs] = [enter, comeBack, bare].map((side) => joins.get(side) ?? []);
  if (!own || !again || !theirs) throw new Error('Nothing was measured');
  printFigures({
    join_p50_ms: median(own),
    join_p95_ms: percentile(own, 0.95),
    join_ratio: median(own) / median(theirs),
    join_bare_p50_ms: median(theirs),
    join_bare_p95_ms: percentile(theirs, 0.95),
    join_bare_failed: trials.failed,
    come_back_p50_ms: median(again),
    come_back_p95_ms: percentile(again, 0.95),
    come_back_ratio: median(again) / median(theirs),
  });

  /** A join that came to something. */
  async function join(side: Side): Promise<number> {
    if (side !== bare) return joinOnce(side);
    for (;;) {
      const time = await trials.attempt(() => joinOnce(side));
      if (time !== null) return time;
      await side.leave();
      // Whoever stays unseen stays so for the next joiner too.
      await side.othersGo();
      await side.othersCome();
    }
  }

  /**
   * The joiner is a member who was let in and has left; the others are members in one page. One way in is the page that the
   * member's link opens, the other the page that leaving shows.
   */
  async function openProductSides(): Promise<[Side, Side]> {
    const [joiner] = await bringMembers(hub, browser, 1, ({ page }) => prepare(page));
    if (!joiner) throw new Error('There are no members');
    await letIn(staff, [joiner]);
    await joiner.leave();
    const others = await browser.newPage({ permissions });
    await openCrowd(others, new URL(hub.consoleUrl).origin, pages.dir);
    const tokens = hub.sample.members.slice(1, OTHERS + 1).map(({ url }) => new URL(url).hash.slice(1));
    const common: Omit<Side, 'name' | 'button' | 'prepare'> = {
      page: joiner.page,
      leave: () => joiner.leave(),
      async othersCome() {
        await others.evaluate((some) => globalThis.window.crowd.joinHub(some), tokens);
        await staff.command({ type: 'admitAll' });
        await whenComplete(others, OTHERS);
      },
      othersGo: () => others.evaluate(() => globalThis.window.crowd.leave()),
    };
    return [
      {
        ...common,
        name: 'product, enter',
        button: 'Enter',
        async prepare() {
          await joiner.page.reload();
          await joiner.page.getByRole('button', { name: 'Enter', exact: true }).waitFor();
        },
      },
      { ...common, name: 'product, come back', button: 'Come back', prepare: async () => undefined },
    ];
  }

  /** The same six in a router on the worker that carries the product's session. */
  async function openBareSide(url: string): Promise<Side> {
    const page = await openBarePage(browser, url, 'joiner', prepare);
    const others = await browser.newPage({ permissions });
    await openCrowd(others, url, pages.dir);
    return {
      name: 'bare',
      page,
      button: 'Enter',
      prepare: async () => undefined,
      leave: () => leaveBare(page),
      async othersCome() {
        const names = Array.from({ length: OTHERS }, (_, index) => `other ${index}`);
        await others.evaluate((some) => globalThis.window.crowd.joinBare(some), names);
        await whenComplete(others, OTHERS);
      },
      othersGo: () => others.evaluate(() => globalThis.window.crowd.leave()),
    };
  }
});

/** Joins, waits until everybody is seen, leaves. Gives the milliseconds from the click to the first frame. */
async function joinOnce({ page, button, prepare, leave }: Side): Promise<number> {
  await prepare();
  await later(PAUSE_MS);
  await page.evaluate((name) => globalThis.window.mediaProbe.armFirstFrame(name), button);
  await page.getByRole('button', { name: button, exact: true }).click();
  const time = await firstFrameAfterClick(page, FIRST_FRAME_LIMIT_MS);
  await whenAllArrive(page, OTHERS, ALL_LIMIT_MS);
  await leave();
  return time;
}

function sayConditions(version: string): void {
  say(
    `Clients: Chromium ${version} on this machine; fake cameras of 320x180 at 10 frames a second in two simulcast layers, fake`,
  );
  say(
    'microphones. The other five are the same on both sides: five people in one page without anything drawn, who send and receive',
  );
  say("everything; a facilitator without media leads the product's session from outside a browser.");
  say(
    `Trials: ${BLOCKS * JOINS_IN_BLOCK} joins on each side in turns of ${JOINS_IN_BLOCK}; the other five of a side are in only during its turns.`,
  );
  say(
    'Product, enter (join): the button "Enter" of the page that the link of a member shows who was in before. That page is connected',
  );
  say(
    'to the hub while the member reads it; at the click it opens camera and microphone, arrives, consumes and draws.',
  );
  say(
    'Product, come back: the button of the page that follows "Leave", which is not connected: the seat, a ticket, the socket and the',
  );
  say('transports come first.');
  say(
    'Bare: a page whose camera and microphone are open connects its socket, loads the Device, makes two transports, produces both and',
  );
  say(
    'consumes all five; its router is on the same worker, with the same codecs, encodings and transport options.',
  );
  say(
    'All end at the first frame that a video element of another person presents (requestVideoFrameCallback). The ratios are of medians,',
  );
  say('product over bare.');
}
