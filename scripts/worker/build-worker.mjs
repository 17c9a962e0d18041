// @ts-check
// Builds mediasoup's worker from the sources inside its npm package, on the system's own libraries. By hand:
//   node scripts/worker/build-worker.mjs PACKAGE_DIR OUTPUT_FILE
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { onExit } from '../lib/cleanup.mjs';
import { HelpfulError, runCommand } from '../lib/errors.mjs';
import { createReporter } from '../lib/progress.mjs';
import { run } from '../lib/run.mjs';
import { describeBuild, parseNinjaLine } from './ninja-progress.mjs';

const SYSTEM_LIBS = fileURLToPath(new URL('./system-libs', import.meta.url));

/**
 * The two places where the sources are changed. A change whose text is not found fails the build: then the
 * package's version has moved on and the change has to be looked at again.
 */
const CHANGES = [
  {
    // Debian 12's Meson is 1.0.1; nothing in the build needs the newer one that it asks for.
    file: 'meson.build',
    from: "meson_version: '>= 1.1.0'",
    to: "meson_version: '>= 1.0.0'",
  },
  {
    // The BIO callback must hand back the operation's own result once the operation is done. With an OpenSSL built
    // for kernel TLS (Debian's is), answering 1 to "is kernel TLS on?" makes libssl go without a write buffer and
    // crash on the first DTLS ClientHello.
    file: 'src/RTC/DtlsTransport.cpp',
    from: '(operationType == BIO_CB_RETURN) ? static_cast<long>(ret) : 1;',
    to: '(operationType & BIO_CB_RETURN) ? static_cast<long>(ret) : 1;',
  },
];

/**
 * Compiles the worker and writes it, stripped, to `outputFile`. Works in a temporary folder that is gone afterwards;
 * the package is only read. Four to nine minutes on two cores.
 *
 * @param {{ packageDir: string, outputFile: string, reporter: import('../lib/progress.mjs').Reporter }} options
 *   `packageDir` is `node_modules/mediasoup`.
 * @returns {Promise<void>}
 * @throws {HelpfulError} With the last lines of the tool that failed.
 */
export async function buildWorker({ packageDir, outputFile, reporter }) {
  const work = mkdtempSync(path.join(tmpdir(), 'circlewell-worker-'));
  const remove = () => rmSync(work, { recursive: true, force: true });
  const forget = onExit(remove);
  try {
    const sources = path.join(work, 'worker');
    const build = path.join(work, 'build');
    cpSync(path.join(packageDir, 'worker'), sources, { recursive: true });
    // A wrap's folder that is there beforehand keeps Meson from downloading it.
    cpSync(SYSTEM_LIBS, path.join(sources, 'subprojects'), { recursive: true });
    for (const change of CHANGES) applyChange(sources, change);

    reporter.say('Configuring the SFU worker (under a minute).');
    await must('meson', [
      'setup',
      '--wrap-mode=nodownload',
      '--buildtype=release',
      // The other bandwidth estimator needs Abseil.
      '-Dms_use_builtin_bwe=true',
      build,
      sources,
    ]);

    const startedAt = Date.now();
    await must('ninja', ['-C', build, 'mediasoup-worker'], (line) => {
      const step = parseNinjaLine(line);
      if (step !== undefined) reporter.progress(describeBuild(step, Date.now() - startedAt));
    });
    reporter.end();

    mkdirSync(path.dirname(outputFile), { recursive: true });
    await must('strip', ['-o', outputFile, path.join(build, 'mediasoup-worker')]);
  } finally {
    reporter.end();
    remove();
    forget();
  }
}

/**
 * @param {string} sources
 * @param {{ file: string, from: string, to: string }} change
 */
function applyChange(sources, { file, from, to }) {
  const target = path.join(sources, file);
  const text = readFileSync(target, 'utf8');
  if (!text.includes(from)) {
    throw new HelpfulError(
      `The worker's ${file} no longer holds the line that the build changes.`,
      'Look at CHANGES in scripts/worker/build-worker.mjs: this version of mediasoup may not need that change any more.',
    );
  }
  writeFileSync(target, text.replace(from, to));
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {(line: string) => void} [onLine]
 */
async function must(command, args, onLine) {
  const result = await run(command, args, { output: 'lines', onLine });
  if (result.code === 0) return;
  throw new HelpfulError(
    `Building the SFU worker failed: ${command} ended with ${result.code ?? 'no exit code'}.`,
    'The last lines below say why. Nothing was left behind; run the same command again once it is put right, or ' +
      'name a worker that is built already in MEDIASOUP_WORKER_BIN.',
    result.tail,
  );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runCommand(async () => {
    const [packageDir, outputFile] = process.argv.slice(2);
    if (packageDir === undefined || outputFile === undefined) {
      throw new HelpfulError(
        'Two arguments are needed: the mediasoup package and the file to write.',
        'For example: node scripts/worker/build-worker.mjs node_modules/mediasoup /tmp/mediasoup-worker',
      );
    }
    await buildWorker({ packageDir, outputFile, reporter: createReporter() });
  });
}
