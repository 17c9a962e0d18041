import { cpus, loadavg } from 'node:os';
import process from 'node:process';

const started = performance.now();

/** Prints one line of the conditions under which a benchmark measures. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** What every benchmark says first: what it measures, and on what machine. */
export function sayMachine(title: string): void {
  say(title);
  say(
    `Machine: ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.versions.node}.`,
  );
  sayLoad('before');
}

/** The machine's load average, so that a figure taken on a busy machine can be told from one on a quiet one. */
export function sayLoad(when: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  say(`Load ${when}: ${loadavg()[0]?.toFixed(1) ?? '?'} over the last minute (${seconds} s into the run).`);
}

/** Prints the figures, one `name=value` a line, the value a bare number. @throws Error where one is not a number */
export function printFigures(figures: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(figures)) {
    if (!Number.isFinite(value)) throw new Error(`${name} could not be measured`);
  }
  for (const [name, value] of Object.entries(figures)) process.stdout.write(`${name}=${round(value)}\n`);
}

/** Three significant places and never less than a whole number has. */
function round(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
