import { setTimeout as later } from 'node:timers/promises';
import { busyShare } from './shared/busyShare.ts';
import { listed, median, percentile } from './shared/numbers.ts';
import { clockNow } from './shared/clockNow.ts';
import { MEMBERS, openRecoveryGround, type RecoveryGround } from './shared/recoveryGround.ts';
import { syncTimes } from './shared/syncTimes.ts';
import { printFigures, say, sayLoad, sayMachine } from './shared/report.ts';
import { runBench } from './shared/runBench.ts';

/** As many as are asked for on the command line, to have a look in less than the forty minutes that all of them take. */
const TRIALS = Number(process.argv[2] ?? 30);
/** The faults that are asked for after that; all where none is named. */
const WANTED: readonly string[] = process.argv.slice(3);
const SEED = 1;
const BLINK_MS = 5_000;
const OUTAGE_MS = 40_000;
/** Beyond this somebody does not come back at all. */
const BACK_LIMIT_MS = 60_000;
/** Between two trials, so that one does not suffer from the one before. */
const PAUSE_MS = 3_000;
/** How often the browsers are asked for their own share, at most. */
const BARE_TRIALS = 10;
/** How long the cores are watched before the first fault, in milliseconds. */
const CALM_MS = 5_000;

/** Something that happens to everybody. */
type Fault = {
  readonly name: string;
  /** Media has to come over connections that are made anew. */
  readonly endsConnections: boolean;
  /** Resolves with when its cause ended, on `clockNow`. @param midway is to be called in its midst */
  happen(ground: RecoveryGround, midway: () => void): Promise<number>;
};

const FAULTS: readonly Fault[] = [
  { name: 'blink', endsConnections: false, happen: async ({ sky }, midway) => darken(sky, BLINK_MS, midway) },
  {
    name: 'worker',
    endsConnections: true,
    async happen({ killWorker }, midway) {
      midway();
      return killWorker();
    },
  },
  {
    name: 'hub',
    endsConnections: true,
    async happen({ killHub }, midway) {
      midway();
      return killHub();
    },
  },
  {
    name: 'outage',
    endsConnections: false,
    happen: async ({ sky }, midway) => darken(sky, OUTAGE_MS, midway),
  },
];

await runBench(60 * 60_000, async (defer) => {
  sayMachine('recovery: from the end of a fault until every client is back in the same room with media');
  say(
    "Clients: the product's own, a lead and eight members in three rooms, each a page of its own without anything shown. Their cameras are drawn,",
  );
  say(
    '160x90 at 15 frames a second (one layer), their voices have no pause: all of their encoders and decoders share the cores named above',
  );
  say('with hub, worker and proxy. Between them and the hub a proxy for TCP and UDP.');
  say(
    `Trials: ${TRIALS} of each kind. Blink and outage: nothing passes for 5 s, for 40 s, and nobody is told; the cause ends when the`,
  );
  say(
    'proxy passes again. Worker: the media worker that carries the group is killed. Hub: hub and workers are killed with SIGKILL and the hub is started',
  );
  say(
    'again at once; the cause ends with the kill, so the start counts. Back: on line, present in the same room, and voice and',
  );
  say(
    'picture of each room-mate have come out of the receiver since; after worker and hub over connections made since.',
  );
  say(
    'In the middle of each fault every member raises or lowers a hand. lost_events: hands that were acknowledged and that somebody',
  );
  say('does not see afterwards; wrong_rooms: members in another room than before.');
  const ground = await openRecoveryGround(SEED, defer);
  const { lead, members } = ground;
  await whenBack(0, 0);
  const rooms = await readRooms();
  await later(PAUSE_MS);
  const calm = await busyShare(CALM_MS);
  say(
    `Before any fault the nine clients in their call keep the cores ${Math.round(calm * 100)} % busy. ` +
      (ground.isHubFirst
        ? 'Hub, workers and proxy have them first (nice -15), as if on a machine of their own; the pages share what is left.'
        : 'Hub, workers and proxy have to queue with the pages: only root may put them first.'),
  );
  const syncs = await syncTimes(ground.dataDir);
  say(
    `A sync of the disk, for which the hub stands still, takes ${median(syncs).toFixed(1)} ms, and ${Math.max(...syncs).toFixed(0)} ms at worst of ${syncs.length}.`,
  );
  const bare: number[] = [];
  for (let trial = 0; trial < Math.min(TRIALS, BARE_TRIALS); trial += 1) {
    await later(PAUSE_MS);
    const times = members.map(async (page) =>
      page.evaluate(async () => globalThis.window.client.bareRebuild()),
    );
    bare.push(Math.max(...(await Promise.all(times))));
  }
  say(
    `The browsers alone: two connections in each of the eight pages at once, one sending voice and picture to the other, without hub and`,
  );
  say(`network, beside the call: until the last has both, ${listed(bare)} ms.`);
  const took = new Map<string, number[]>();
  let lostEvents = 0;
  let wrongRooms = 0;
  let areRaised = false;

  for (const fault of FAULTS.filter(({ name }) => WANTED.length === 0 || WANTED.includes(name))) {
    const times: number[] = [];
    for (let trial = 0; trial < TRIALS; trial += 1) {
      await later(PAUSE_MS);
      areRaised = !areRaised;
      let answers: Promise<boolean>[] = [];
      const endedAt = await fault.happen(ground, () => {
        answers = members.map(async (page) =>
          page.evaluate(
            async (isRaising) => globalThis.window.client.give(isRaising ? 'raiseHand' : 'lowerHand'),
            areRaised,
          ),
        );
      });
      times.push((await whenBack(endedAt, fault.endsConnections ? endedAt : 0)) - endedAt);
      const acknowledged = (await Promise.all(answers)).filter(Boolean).length;
      const hands = areRaised ? acknowledged : MEMBERS - acknowledged;
      const seen = await Promise.all(
        [lead, ...members].map(async (page) =>
          page.evaluate(async (count) => globalThis.window.client.sees(count), hands),
        ),
      );
      lostEvents += seen.filter((isSeen) => !isSeen).length;
      const now = await readRooms();
      wrongRooms += now.filter((room, index) => room !== rooms[index]).length;
    }
    say(`${fault.name}: back after ${listed(times)} ms`);
    if (fault.name === 'hub') say(`hub: of that its start, until it answers, ${listed(ground.starts)} ms`);
    took.set(fault.name, times);
  }
  sayLoad('after');
  printFigures({
    ...Object.fromEntries(
      [...took].flatMap(([name, times]) => [
        [`recovery_${name}_p95_ms`, percentile(times, 0.95)],
        [`recovery_${name}_p50_ms`, percentile(times, 0.5)],
      ]),
    ),
    recovery_bare_p95_ms: percentile(bare, 0.95),
    recovery_bare_p50_ms: percentile(bare, 0.5),
    lost_events: lostEvents,
    wrong_rooms: wrongRooms,
  });

  async function readRooms(): Promise<(string | null)[]> {
    return Promise.all(members.map(async (page) => page.evaluate(() => globalThis.window.client.room())));
  }

  /** When the last member is back. */
  async function whenBack(since: number, notBefore: number): Promise<number> {
    const times = members.map(async (page) =>
      page.evaluate(
        async (wanted) => globalThis.window.client.whenBack(wanted.since, wanted.notBefore, wanted.limitMs),
        { since, notBefore, limitMs: BACK_LIMIT_MS },
      ),
    );
    return Math.max(...(await Promise.all(times)));
  }
});

async function darken(sky: RecoveryGround['sky'], ms: number, midway: () => void): Promise<number> {
  sky.set({ isDark: true });
  await later(ms / 2);
  midway();
  await later(ms / 2);
  sky.clear();
  return clockNow();
}
