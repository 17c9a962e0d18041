import type { Locator, Page } from '@playwright/test';
import { setTimeout as later } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { BareTrials } from './shared/BareTrials.ts';
import { enterBare, leaveBare, openBarePage } from './shared/barePages.ts';
import { buildPages } from './shared/buildPages.ts';
import { bringLead } from './shared/lead.ts';
import { bringMembers, letIn, whenAllArrive } from './shared/members.ts';
import { listed, median, percentile } from './shared/numbers.ts';
import { startObservedHub } from './shared/observedHub.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';
import {
  measureSwitch,
  sdpExchanges,
  sdpExchangesAtRest,
  type Person,
  type Switch,
} from './shared/measureSwitch.ts';
import { StaffClient } from './shared/staffClient.ts';
import { installSwitchProbe } from './shared/switchProbe.ts';
import { installSmallDevices, installVoice } from '../support/devices.ts';

const BLOCKS = 2;
const OPENINGS_IN_BLOCK = 5;
/** People stay longer in a room than this; it is time enough for the machine to be done with the change before. */
const PAUSE_MS = 2_000;
const BARE_LIMIT_MS = 5_000;

/** One way to go into rooms: the product's, or leaving one router and joining another. */
type Side = {
  readonly name: string;
  readonly lead: Page;
  readonly members: readonly Person[];
  /** What is pressed to open the rooms, and to bring everybody back at once. */
  open(): Promise<Locator>;
  recall(): Promise<Locator>;
  come(): Promise<void>;
  go(): Promise<void>;
};
type Taken = {
  readonly openings: Switch[];
  readonly returns: Switch[];
  exchanges: number;
  /** The bare side's trials, of which some may come to nothing. */
  readonly trials: BareTrials | null;
};

await runBench(400_000, async (defer) => {
  sayMachine(
    'breakouts: click on "Open rooms" until every member hears and sees each room-mate, six members in two rooms',
  );
  const hub = await startObservedHub();
  defer(hub.close);
  const pages = await buildPages();
  defer(pages.remove);
  const browser = await launchChromium();
  defer(() => browser.close());
  const prepare = async (page: Page) => {
    await installSwitchProbe(page);
    await page.addInitScript(installSmallDevices);
    await page.addInitScript(installVoice);
  };

  const product = await openProductSide();
  const bare = await openBareSide(await hub.serveBare(pages.dir));
  sayConditions(browser.version());
  const taken = new Map<Side, Taken>([
    [product, { openings: [], returns: [], exchanges: 0, trials: null }],
    [bare, { openings: [], returns: [], exchanges: 0, trials: new BareTrials() }],
  ]);
  for (let block = 0; block < BLOCKS; block += 1) {
    for (const [side, results] of taken) {
      await side.come();
      const everyone = pagesOf(side);
      const before = await sdpExchangesAtRest(everyone);
      for (let count = 0; count < OPENINGS_IN_BLOCK; count += 1) await openAndReturn(side, results);
      results.exchanges += (await sdpExchanges(everyone)) - before;
      await side.go();
    }
  }
  sayLoad('after');
  report(taken.get(product), taken.get(bare));

  async function openProductSide(): Promise<Side> {
    const staff = await StaffClient.signIn(hub, 'coFacilitator');
    defer(() => staff.close());
    await staff.openSession();
    const lead = await bringLead(hub, browser, prepare);
    const members = await bringMembers(hub, browser, 6, ({ page }) => prepare(page));
    await letIn(staff, members);
    for (const device of ['Camera off', 'Mute']) await lead.button(device).click();
    await staff.arrangeRooms(
      [members.slice(0, 3), members.slice(3)].map((room) => room.map(({ name }) => name)),
    );
    for (const member of members) await member.leave();
    return {
      name: 'product',
      lead: lead.page,
      members: members.map(({ page, name }) => ({ page, name })),
      open: async () => lead.button('Open rooms'),
      recall: () => lead.recallAtOnce(),
      async come() {
        for (const { page } of members) await page.getByRole('button', { name: 'Come back' }).click();
        for (const { page } of members) await whenAllArrive(page, 5);
      },
      async go() {
        for (const member of members) await member.leave();
      },
    };
  }

  async function openBareSide(url: string): Promise<Side> {
    const everyone: Person[] = [];
    for (const name of ['lead', 'one', 'two', 'three', 'four', 'five', 'six']) {
      everyone.push({ name, page: await openBarePage(browser, url, name, prepare) });
    }
    const [lead, ...members] = everyone;
    if (!lead) throw new Error('There is no lead');
    await lead.page.evaluate(
      (rooms) => {
        globalThis.window.rooms = rooms;
      },
      Object.fromEntries(members.map(({ name }, index) => [name, index < 3 ? 'room 1' : 'room 2'])),
    );
    return {
      name: 'bare',
      lead: lead.page,
      members,
      open: async () => lead.page.locator('#open'),
      recall: async () => lead.page.locator('#recall'),
      async come() {
        for (const { page } of everyone) await enterBare(page);
        // Who is not seen now is seen after the next change of routers, or counted there.
        for (const { page } of members) await whenAllArrive(page, 5, BARE_LIMIT_MS).catch(() => undefined);
      },
      async go() {
        for (const { page } of everyone) await leaveBare(page);
      },
    };
  }
});

function pagesOf({ lead, members }: Side): Page[] {
  return [lead, ...members.map(({ page }) => page)];
}

/** Opens the rooms, then brings everybody back, each timed. */
async function openAndReturn(side: Side, results: Taken): Promise<void> {
  const { lead, members } = side;
  const rooms = [members.slice(0, 3), members.slice(3)];
  const otherRoom = (one: Person) => rooms.find((room) => !room.includes(one)) ?? [];
  const roomMates = (one: Person) =>
    (rooms.find((room) => room.includes(one)) ?? []).filter((mate) => mate !== one);
  await later(PAUSE_MS);
  await note(results.openings, await side.open(), roomMates);
  await later(PAUSE_MS);
  await note(results.returns, await side.recall(), otherRoom);
  if (!results.trials) for (const { page } of members) await whenAllArrive(page, 5);

  /** Measures a switch; one of the bare side's in which somebody stays unseen is counted instead. */
  async function note(
    into: Switch[],
    button: Locator,
    matesOf: (one: Person) => readonly Person[],
  ): Promise<void> {
    const measure = () => measureSwitch(lead, button, members, matesOf);
    const taken = results.trials ? await results.trials.attempt(measure) : await measure();
    const exchanges = await sdpExchanges(pagesOf(side));
    say(
      `${side.name}: ${taken ? listed([taken.audioMs, taken.videoMs]) : 'came to nothing'}, ${exchanges} exchanges so far`,
    );
    if (taken) into.push(taken);
  }
}

function report(product: Taken | undefined, bare: Taken | undefined): void {
  if (!product || !bare) throw new Error('Nothing was measured');
  const times = (switches: readonly Switch[], kind: 'audioMs' | 'videoMs') =>
    switches.map((one) => one[kind]);
  for (const [name, taken] of Object.entries({ product, bare })) {
    say(
      `${name}, rooms opened: heard after ${listed(times(taken.openings, 'audioMs'))} ms, seen after ${listed(times(taken.openings, 'videoMs'))} ms`,
    );
    say(
      `${name}, brought back: heard after ${listed(times(taken.returns, 'audioMs'))} ms, seen after ${listed(times(taken.returns, 'videoMs'))} ms`,
    );
  }
  const p95 = (taken: Taken, way: 'openings' | 'returns', kind: 'audioMs' | 'videoMs') =>
    percentile(times(taken[way], kind), 0.95);
  const speedup = (way: 'openings' | 'returns', kind: 'audioMs' | 'videoMs') =>
    median(times(bare[way], kind)) / median(times(product[way], kind));
  printFigures({
    breakouts_audio_p95_ms: p95(product, 'openings', 'audioMs'),
    breakouts_video_p95_ms: p95(product, 'openings', 'videoMs'),
    breakouts_audio_speedup: speedup('openings', 'audioMs'),
    breakouts_video_speedup: speedup('openings', 'videoMs'),
    sdp_exchanges: product.exchanges,
    breakouts_bare_audio_p95_ms: p95(bare, 'openings', 'audioMs'),
    breakouts_bare_video_p95_ms: p95(bare, 'openings', 'videoMs'),
    breakouts_bare_failed: bare.trials?.failed ?? 0,
    breakouts_bare_sdp_exchanges: bare.exchanges,
    return_audio_p95_ms: p95(product, 'returns', 'audioMs'),
    return_video_p95_ms: p95(product, 'returns', 'videoMs'),
    return_audio_speedup: speedup('returns', 'audioMs'),
    return_video_speedup: speedup('returns', 'videoMs'),
  });
}

function sayConditions(version: string): void {
  say(
    `Clients: Chromium ${version}, a lead and six members, each in a browser profile of their own on this machine; fake cameras of`,
  );
  say('320x180 at 10 frames a second in two simulcast layers; microphones that speak without a pause.');
  say(
    `Trials: ${BLOCKS * OPENINGS_IN_BLOCK} openings on either side in turns of ${OPENINGS_IN_BLOCK}, each followed by a return at once; a side's people are in only in its turns.`,
  );
  say(
    'Product: the console\'s button "Open rooms" and its entry "At once, without a warning". Bare, as the peers do it: at the lead\'s click',
  );
  say(
    'the server tells each page where to go; the page closes its transports, makes new ones on another router of the same worker,',
  );
  say(
    'produces both and consumes its room-mates; the Device stays loaded and camera and microphone stay open.',
  );
  say(
    "Time: from the lead's click until the last of the twelve pairs of room-mates is through. A room-mate is heard (seen) when samples",
  );
  say(
    'with a voice in them (a decoded frame) come out of the track, after the page was told that it is in the room:',
  );
  say(
    'media that merely went on from the circle does not count before. On the way back those count who were in the other room, so there',
  );
  say('nobody heard or saw the other before. Speed-ups are ratios of the medians, bare over product.');
}
