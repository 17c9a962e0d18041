import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync, fstatSync } from 'node:fs';
import path from 'node:path';

/** When a log file is full and the next one begins, in bytes; the one before is kept (OP34). */
const FULL_BYTES = 1024 * 1024;

/** Keeps the last lines of the log beside the data. Never throws: a log must not end what it tells of. */
export class LogFile {
  readonly #file: string;
  #descriptor: number | null = null;
  #bytes = 0;

  /** @param folder made if need be, for its owner alone */
  constructor(folder: string) {
    this.#file = path.join(folder, 'hub.log');
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    } catch {
      // `write` finds out the same, and goes without.
    }
  }

  /** @param line one JSON object, ending in a line break */
  write(line: string): void {
    try {
      this.#descriptor ??= this.#open();
      this.#bytes += writeSync(this.#descriptor, line);
      if (this.#bytes >= FULL_BYTES) this.#turn();
    } catch {
      this.#close();
    }
  }

  #open(): number {
    const descriptor = openSync(this.#file, 'a', 0o600);
    this.#bytes = fstatSync(descriptor).size;
    return descriptor;
  }

  #turn(): void {
    this.#close();
    renameSync(this.#file, olderOf(this.#file));
  }

  #close(): void {
    if (this.#descriptor === null) return;
    try {
      closeSync(this.#descriptor);
    } catch {
      // Nothing is left to be done for it.
    }
    this.#descriptor = null;
  }
}

/** The folder of the log beside a practice's data. */
export function logFolderOf(dataDir: string): string {
  return path.join(dataDir, 'log');
}

/** The last lines that were kept, oldest first; none where there is no log. */
export function readLastLines(folder: string, count: number): string[] {
  const file = path.join(folder, 'hub.log');
  const text = [olderOf(file), file].map(readText).join('');
  return text.split('\n').filter(Boolean).slice(-count);
}

function olderOf(file: string): string {
  return `${file}.1`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
