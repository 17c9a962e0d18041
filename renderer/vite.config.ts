import { fileURLToPath } from 'node:url';
import { lingui } from '@lingui/vite-plugin';
import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { consoleFiles, type BuiltFile } from './offline/consoleFiles.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The service worker keeps its name: browsers look under it for a new one. */
const OFFLINE = 'offline.js';

const ENTRIES = { console: here('./console/main.tsx'), member: here('./member/main.tsx') };
/** What each page imports before it starts, by module. */
const startOf = new Map<string, ReadonlySet<string>>();

/**
 * What the pages start with lies in two files, that of both and that of the console alone: left to itself the bundler cuts it by the
 * places that share each part, into some seventy, and each file costs a way through the service worker, or over a poor line.
 */
function startedWith(id: string, built: Pick<Rolldown.ChunkingContext, 'getModuleInfo'>): string | null {
  function start(entry: string): ReadonlySet<string> {
    const known = startOf.get(entry);
    if (known) return known;
    const reached = new Set<string>();
    const todo = [entry];
    for (let module = todo.pop(); module !== undefined; module = todo.pop()) {
      if (reached.has(module)) continue;
      reached.add(module);
      todo.push(...(built.getModuleInfo(module)?.importedIds ?? []));
    }
    startOf.set(entry, reached);
    return reached;
  }
  // An entry that only imported would be dropped for what it imports, and could not be named to the service worker.
  if (id === ENTRIES.console || id === ENTRIES.member) return null;
  if (!start(ENTRIES.console).has(id)) return null;
  return start(ENTRIES.member).has(id) ? 'both' : 'start';
}

/** Tells the console's service worker which files it is to keep (NB60). */
function listConsoleFiles(): Plugin {
  let listed: readonly string[] = [];
  return {
    name: 'circlewell-console-files',
    /** The worker keeps all of them or none: one that was dropped after they were listed would leave it without any. */
    writeBundle(_, bundle) {
      const dropped = listed.filter((address) => !(address.slice(1) in bundle));
      if (dropped.length > 0)
        throw new Error(`The service worker lists what was not built: ${dropped.join()}`);
    },
    generateBundle(_, bundle) {
      const built = new Map<string, BuiltFile>();
      const entries = new Map<string, string>();
      const digest = createHash('sha256');
      for (const [name, one] of Object.entries(bundle)) {
        const isChunk = one.type === 'chunk';
        if (isChunk && one.isEntry) entries.set(one.name, name);
        const styles = isChunk ? [...(one.viteMetadata?.importedCss ?? [])] : [];
        const imports = isChunk ? [...one.imports, ...one.dynamicImports, ...styles] : [];
        built.set(name, { imports, isPage: name.endsWith('.html') });
        if (one.type === 'asset' && name === 'index.html') digest.update(one.source);
      }
      const worker = bundle[OFFLINE];
      if (worker?.type !== 'chunk') throw new Error('The service worker was not built');
      const [console = '', member = ''] = ['console', 'member'].map((name) => entries.get(name));
      const files = consoleFiles(built, { console, member, offline: OFFLINE }).map((name) => `/${name}`);
      listed = files;
      const build = digest.update(files.join()).digest('hex').slice(0, 16);
      worker.code = worker.code
        .replaceAll(/\bCONSOLE_FILES\b/g, () => JSON.stringify(files))
        .replaceAll(/\bBUILD\b/g, () => JSON.stringify(build));
    },
  };
}

/**
 * Builds the two pages: the console (`index.html`) and the member's page (`join.html`), to `.vite/renderer/`, and the console's
 * service worker (`offline/`).
 *
 * Addresses are absolute because the hub serves `join.html` at any depth under `/join`. Nothing is inlined, neither scripts nor
 * styles nor data: addresses, so that the strictest content security policy fits (see docs/spec/member.md, MP2).
 */
export default defineConfig({
  root: here('.'),
  base: '/',
  cacheDir: here('../.vite/cache'),
  publicDir: here('../resources/icons/public'),
  plugins: [
    react(),
    lingui({ failOnCompileError: true, configPath: here('../lingui.config.ts') }),
    listConsoleFiles(),
  ],
  server: { fs: { allow: [here('..')] } },
  // The notebook's thread: one file, in which zod is told first (withoutEval).
  worker: { format: 'es' },
  build: {
    outDir: here('../.vite/renderer'),
    emptyOutDir: true,
    // The browsers of the last two years; older ones are told so by join.html's own check.
    target: ['chrome130', 'edge130', 'firefox132', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      input: {
        console: here('./index.html'),
        member: here('./join.html'),
        offline: here('./offline/main.ts'),
      },
      // In one chunk with zod, so that zod is told before any other chunk makes a schema.
      output: {
        entryFileNames: ({ name }) => (name === 'offline' ? OFFLINE : 'assets/[name]-[hash].js'),
        codeSplitting: {
          groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|withoutEval/ }, { name: startedWith }],
        },
      },
    },
  },
});
