import { cpus, loadavg } from 'node:os';
import process from 'node:process';
import { BUG_NAMES } from './bugs/bugs.ts';
import { Crew } from './crew/Crew.ts';
import { findBug } from './crew/findBug.ts';
import type { Found } from './crew/jobs.ts';
import { HELP, readOptions, type Options } from './crew/options.ts';
import { keepSchedule, readSchedule } from './regressions/keep.ts';
import { generate } from './schedule/generate.ts';
import type { Schedule } from './schedule/steps.ts';

/** How many seeds may break a rule before the rest is left. */
const MAX_FOUND = 5;
/** In how many schedules each bug must be found. */
const BUG_SCHEDULES = 2_000;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs what the options ask for. @returns the exit code: 0 where no rule broke and every bug was found */
async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    say(`${options}\n\n${HELP}`);
    return 1;
  }
  if (options.help) {
    say(HELP);
    return 0;
  }
  if (options.file !== undefined) return replay(await readSchedule(options.file), options);
  if (options.seed !== undefined) return replay(generate(options.seed), options);
  sayConditions(options);
  const found = await runAll(options);
  for (const one of found) await keep(one, options);
  if (options.bug !== undefined) return found.length > 0 ? 0 : 1;
  const missed = await lookForBugs();
  return found.length === 0 && missed === 0 ? 0 : 1;
}

function sayConditions({ schedules, from, threads }: Options): void {
  say(
    `simulate: ${schedules} schedules from seed ${from} on, hub, disk, network and windows under one clock.`,
  );
  say(
    `Machine: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}, ` +
      `${threads} threads. Load before: ${loadavg()[0]?.toFixed(1)}.`,
  );
}

async function runAll({ schedules, from, threads, bug }: Options): Promise<readonly Found[]> {
  const crew = Crew.open(threads, bug ?? null);
  const began = performance.now();
  let told = began;
  try {
    const report = await crew.runSeeds({ from, count: schedules, maxFound: MAX_FOUND }, (ran) => {
      if (performance.now() - told < 10_000) return;
      told = performance.now();
      say(`${ran} of ${schedules}`);
    });
    const seconds = (performance.now() - began) / 1000;
    const hours = report.virtualMs / 3_600_000;
    say(
      `${report.events} events in ${hours.toFixed(1)} hours of the hub's time, in ${seconds.toFixed(0)} s.`,
    );
    say(`schedules=${report.ran}`);
    say(`violations=${report.found.length}`);
    say(`schedules_per_s=${(report.ran / seconds).toFixed(0)}`);
    return report.found;
  } finally {
    await crew.close();
  }
}

/** Says what broke, shortens the schedule, and keeps it where the tests find it. */
async function keep({ seed, rule, detail }: Found, { bug }: Options): Promise<void> {
  say(`\nseed ${seed} breaks ${rule}: ${detail}`);
  say(
    `To follow it: npm run simulate -- --seed ${seed} --verbose${bug === undefined ? '' : ` --bug ${bug}`}`,
  );
  if (bug !== undefined) return;
  const crew = Crew.open(1);
  try {
    const { schedule } = await crew.run({ type: 'shrink', schedule: generate(seed) });
    if (!schedule) return;
    say(`Its ${schedule.steps.length} steps that matter are kept in ${await keepSchedule(schedule)}`);
  } finally {
    await crew.close();
  }
}

async function replay(schedule: Schedule, { bug, verbose }: Options): Promise<number> {
  const crew = Crew.open(1, bug ?? null);
  try {
    const { found, story } = await crew.run({ type: 'replay', schedule, isTold: verbose });
    for (const line of story) say(line);
    const [one] = found;
    say(one ? `seed ${one.seed} breaks ${one.rule}: ${one.detail}` : `seed ${schedule.seed} breaks no rule.`);
    return one ? 1 : 0;
  } finally {
    await crew.close();
  }
}

/** @returns how many were not found */
async function lookForBugs(): Promise<number> {
  let missed = 0;
  for (const name of BUG_NAMES) {
    const { found, ran } = await findBug(name, BUG_SCHEDULES);
    say(
      found ? `bug ${name}: found by ${found.rule} in schedule ${ran}` : `bug ${name}: not found in ${ran}`,
    );
    if (!found) missed += 1;
  }
  say(`bugs=${BUG_NAMES.length}`);
  say(`bugs_found=${BUG_NAMES.length - missed}`);
  return missed;
}

process.exitCode = await main(process.argv.slice(2));
