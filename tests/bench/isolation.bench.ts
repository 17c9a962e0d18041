import { setTimeout as later } from 'node:timers/promises';
import { launchChromium } from '../support/chromium.ts';
import { bringLead } from './shared/lead.ts';
import { flowBetween, type Flow, type Mark, type Standing } from './shared/leaks.ts';
import { bringMembers, letIn, whenAllArrive } from './shared/members.ts';
import { startObservedHub } from './shared/observedHub.ts';
import { consumerBetween, readCounts } from './shared/packetCounts.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';
import { StaffClient } from './shared/staffClient.ts';
import { installSwitchProbe, lastMet } from './shared/switchProbe.ts';
import { installSmallDevices, installVoice } from '../support/devices.ts';

/** What is on its way when the hub switches may still arrive; counting for those who met or parted begins after it. */
const SETTLE_MS = 250;
const STRETCH_MS = 10_000;
const LEAK_MS = 3_000;

await runBench(200_000, async (defer) => {
  sayMachine('isolation: packets forwarded to anybody outside their room, with two rooms open and a visit');
  const hub = await startObservedHub();
  defer(hub.close);
  const browser = await launchChromium();
  defer(() => browser.close());
  sayConditions(browser.version());

  const staff = await StaffClient.signIn(hub, 'coFacilitator');
  defer(() => staff.close());
  await staff.openSession();
  const lead = await bringLead(hub, browser, async (page) => {
    await installSwitchProbe(page);
    await page.addInitScript(installSmallDevices);
    await page.addInitScript(installVoice);
  });
  const members = await bringMembers(hub, browser, 6, async ({ page }) => {
    await page.addInitScript(installSmallDevices);
    await page.addInitScript(installVoice);
  });
  await letIn(staff, members);
  const leadName = hub.sample.staff.find(({ role }) => role === 'lead')?.name ?? '';
  const people = [{ name: leadName, page: lead.page }, ...members.map(({ name, page }) => ({ name, page }))];
  for (const { page } of people) await whenAllArrive(page, people.length - 1);
  const rooms = [members.slice(0, 3), members.slice(3)].map((room) => room.map(({ name }) => name));
  await staff.arrangeRooms(rooms);

  const standing = (leadIn: string): Standing => ({
    [leadName]: leadIn,
    ...Object.fromEntries(rooms.flatMap((names, index) => names.map((name) => [name, `room ${index + 1}`]))),
  });
  const mark = async (leadIn: string): Promise<Mark> => ({
    standing: standing(leadIn),
    reading: await readCounts(hub, people),
  });
  /** The lead goes somewhere and stays; marked before and after, so that who is apart throughout is counted throughout. */
  const visit = async (button: string, leadIn: string, meets: readonly string[]): Promise<Mark[]> => {
    await lead.page.evaluate(() => globalThis.window.switchProbe.forget());
    const met = meets.length > 0 ? lastMet(lead.page, meets) : Promise.resolve();
    await lead.button(button).click();
    await met;
    await later(SETTLE_MS);
    const arrived = await mark(leadIn);
    await later(STRETCH_MS);
    return [arrived, await mark(leadIn)];
  };

  await lead.button('Open rooms').click();
  await lead.button('Visit Room 1').waitFor();
  await later(SETTLE_MS);
  const marks = [await mark('circle')];
  const startedAt = performance.now();
  marks.push(...(await visit('Visit Room 1', 'room 1', rooms[0] ?? [])));
  marks.push(...(await visit('Visit Room 2', 'room 2', rooms[1] ?? [])));
  marks.push(...(await visit('Back to the circle', 'circle', [])));
  const seconds = (performance.now() - startedAt) / 1000;
  const clean = flowBetween(marks);

  const [from, to] = [rooms[0]?.[0] ?? '', rooms[1]?.[0] ?? ''];
  const consumerId = await consumerBetween(people, await hub.count(), { from, to });
  const beforeLeak = await mark('circle');
  await hub.forward(consumerId, true);
  await later(LEAK_MS);
  const leaky = flowBetween([beforeLeak, await mark('circle')]);
  await hub.forward(consumerId, false);
  sayLoad('after');
  judge(clean, leaky, seconds);
});

function judge(clean: Flow, leaky: Flow, seconds: number): void {
  const rightful = Math.min(clean.rightfulOnHub, clean.rightfulAtReceivers);
  if (rightful === 0) throw new Error('Not even room-mates were counted, so that no leak would show nothing');
  if (leaky.leakedOnHub === 0 || leaky.leakedAtReceivers === 0)
    throw new Error('The leak that was put in on purpose was not found');
  printFigures({
    leaked_packets: clean.leakedOnHub + clean.leakedAtReceivers,
    leaked_packets_on_hub: clean.leakedOnHub,
    leaked_packets_at_receivers: clean.leakedAtReceivers,
    rightful_packets: rightful,
    measured_seconds: seconds,
    leaked_packets_with_leak: leaky.leakedOnHub,
    leaked_packets_with_leak_at_receivers: leaky.leakedAtReceivers,
  });
}

function sayConditions(version: string): void {
  say(
    `Clients: Chromium ${version}, a lead at the console and six members at their pages, each in a browser profile of their own; fake`,
  );
  say(
    'cameras at 10 frames a second, microphones that speak without a pause. Two rooms of three; the lead visits one, then the other, then',
  );
  say(
    `goes back to the circle, and stays ${STRETCH_MS / 1000} s in each. A co-facilitator without media has let them in and placed them.`,
  );
  say(
    "Counted on the hub: every consumer on its workers, found by mediasoup's own observers from beside the product (packetCount of its",
  );
  say(
    'outbound RTP). Counted at the receivers: packetsReceived of every inbound stream in every page. Whom a consumer is for, the page that',
  );
  say('was told of it says; a consumer that no page knows counts as a leak with its first packet.');
  say(
    `Who is apart before and after a change is counted throughout it; only the pairs whom the change itself parts or joins are left out, until`,
  );
  say(
    `the change has arrived and ${SETTLE_MS} ms have passed. The leak on purpose: one consumer of a member in room 2 for a member in room 1 is`,
  );
  say(`resumed on the worker, past the product, for ${LEAK_MS / 1000} s.`);
}
