import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
};

const PAGES = {
  bare: ['page.html', 'crowd.html'],
  live: ['client.html'],
  notebook: ['page.html', 'typing.html'],
} as const;

/** A built file by the path under which it is served. */
export type PageFiles = ReadonlyMap<string, { type: string; body: string }>;

/** Builds the benchmarks' pages of one folder (`bare`, `live`, `notebook`) into a folder of their own; the caller removes it. */
export async function buildPages(
  folder: keyof typeof PAGES = 'bare',
): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'circlewell-bare-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    root: here(`../${folder}`),
    // The product's origin lends the crowd a corner, so addresses are relative.
    base: './',
    build: {
      outDir: dir,
      emptyOutDir: true,
      target: 'chrome130',
      modulePreload: false,
      assetsInlineLimit: 0,
      rolldownOptions: { input: PAGES[folder].map((page) => here(`../${folder}/${page}`)) },
    },
  });
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** Reads what `buildPages` has made. */
export async function readPages(dir: string): Promise<PageFiles> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => {
        const type = TYPES[path.extname(file)] ?? 'text/plain';
        return [`/${path.relative(dir, file)}`, { type, body: await readFile(file, 'utf8') }] as const;
      }),
    ),
  );
}
