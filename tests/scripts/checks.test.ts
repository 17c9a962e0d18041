import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/lib/build.mjs';
import { hashInputs } from '../../scripts/lib/stamp.mjs';
import { benchFile, benchNames } from '../../scripts/lib/typescript-entry.mjs';
import { closingLine, countPlaywright, countVitest, judge } from '../../scripts/test/count.mjs';
import {
  failureOfCheck,
  failuresOfPlaywright,
  failuresOfVitest,
  failureText,
} from '../../scripts/test/failures.mjs';
import { runCheck } from '../../scripts/test/suites.mjs';
import { createRecorder } from './recorder.ts';

let root = '';
const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'circlewell-test-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the build', () => {
  const build = (built: string[]) => async (bundle: { name: string; output: string }) => {
    built.push(bundle.name);
    write(bundle.output.endsWith('.js') ? bundle.output : `${bundle.output}/index.html`, 'built');
  };
  const run = async (isForced = false) => {
    const built: string[] = [];
    expect(await ensureBuilt({ root, isForced, build: build(built), reporter: createRecorder() })).toEqual(
      built,
    );
    return built;
  };

  test('PR22 builds a bundle again only where its inputs changed or its output is gone', async () => {
    write('src/hub/main.ts', '1');
    write('renderer/console/main.tsx', '1');
    expect(await run()).toEqual(['console and member page', 'hub', 'shell', 'shell bridge']);
    expect(await run()).toEqual([]);
    write('renderer/console/main.tsx', '2');
    expect(await run()).toEqual(['console and member page']);
    write('src/hub/main.ts', '2');
    expect(await run()).toEqual(['console and member page', 'hub']);
    rmSync(path.join(root, '.vite', 'hub', 'main.js'));
    expect(await run()).toEqual(['hub']);
    expect(await run(true)).toHaveLength(4);
  });

  test('PR22 a build that failed is tried again', async () => {
    write('src/hub/main.ts', '1');
    await run();
    write('src/hub/main.ts', '2');
    await expect(
      ensureBuilt({ root, build: () => Promise.reject(new Error('no')), reporter: createRecorder() }),
    ).rejects.toThrow('no');
    expect(await run()).toHaveLength(2);
  });

  test('PR22 neither a test nor a document is an input, but a deck is', () => {
    write('src/a.ts', '1');
    write('resources/curriculum/t01.md', '1');
    const hash = () => hashInputs(root, ['src', 'resources', 'absent']);
    const before = hash();
    write('src/a.test.ts', '1');
    write('src/README.md', '1');
    expect(hash()).toBe(before);
    write('resources/curriculum/t01.md', '2');
    expect(hash()).not.toBe(before);
  });
});

describe('the count', () => {
  const vitest = (passed: number, failed: number, files: object[] = []) => ({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: files,
  });

  test('PR23 a file that Vitest could not load is a failure', () => {
    const files = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: [{}] },
    ];
    expect(countVitest(vitest(3, 1, files))).toEqual({ passed: 3, failed: 2, skipped: 2 });
  });

  test("PR23 reads Playwright's figures, and takes a test that passed at a second try for failed", () => {
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 2 };
    expect(countPlaywright({ stats })).toEqual({ passed: 4, failed: 2, skipped: 2 });
    expect(countPlaywright(null)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  test('PR23 nothing run, no report, or a hidden failure is a failure', () => {
    const none = { passed: 0, failed: 0, skipped: 0 };
    expect(judge(none, true).failed).toBe(1);
    expect(judge(undefined, true).failed).toBe(1);
    expect(judge({ ...none, passed: 3 }, false)).toEqual({ passed: 3, failed: 1, skipped: 0 });
    expect(judge({ ...none, passed: 3, failed: 2 }, false).failed).toBe(2);
    expect(judge({ ...none, passed: 3 }, true)).toEqual({ ...none, passed: 3 });
  });

  test('PR23 the closing line sums up all suites', () => {
    const one = { passed: 1, failed: 0, skipped: 0 };
    expect(closingLine([one, { passed: 20, failed: 2, skipped: 0 }])).toBe('21 passed, 2 failed');
    expect(closingLine([one, { passed: 0, failed: 0, skipped: 3 }])).toBe('1 passed, 0 failed, 3 skipped');
  });
});

describe('the account of failures', () => {
  test('PR23 names a failed test, and a file that could not be loaded, with what each said', () => {
    const report = {
      testResults: [
        { name: 'a.test.ts', status: 'failed', message: 'no such module', assertionResults: [] },
        {
          name: 'b.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'B holds', status: 'failed', failureMessages: ['expected 1 to be 2'] },
            { fullName: 'B stands', status: 'passed', failureMessages: [] },
          ],
        },
      ],
    };
    expect(failuresOfVitest(report)).toEqual([
      { test: 'a.test.ts', errors: [['no such module']] },
      { test: 'b.test.ts: B holds', errors: [['expected 1 to be 2']] },
    ]);
    expect(failuresOfVitest(undefined)).toEqual([]);
  });

  test("PR23 finds Playwright's failed tests at any depth, with every error of each", () => {
    const results = [{ errors: [{ message: 'light' }, { message: 'dark' }] }];
    const spec = { file: 'c.spec.ts', line: 7, title: 'C looks well', ok: false, tests: [{ results }] };
    const report = {
      errors: [{ message: 'no browser' }],
      suites: [{ specs: [{ ok: true }], suites: [{ specs: [spec] }] }],
    };
    expect(failuresOfPlaywright(report)).toEqual([
      { test: 'outside of a test', errors: [['no browser']] },
      { test: 'c.spec.ts:7 C looks well', errors: [['light'], ['dark']] },
    ]);
    expect(failuresOfPlaywright(null)).toEqual([]);
  });

  test("PR23 shows an error's beginning, without colours and empty lines", () => {
    const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n\n');
    const [failure] = failuresOfPlaywright({ errors: [{ message: `\u001B[31m${long}` }] });
    const lines = failure ? failureText(failure).split('\n') : [];
    expect(lines).toHaveLength(15);
    expect(lines.slice(0, 2)).toEqual(['outside of a test', '    line 0']);
  });

  test("PR33 shows a check's end, by the name under which it can be run alone", () => {
    const said = Array.from({ length: 100 }, (_, line) => [`\u001B[31mline ${line}`, '']).flat();
    const lines = failureText(failureOfCheck('lint', said)).split('\n');
    expect(lines).toHaveLength(41);
    expect([lines[0], lines[1], lines.at(-1)]).toEqual(['npm run lint', '    line 60', '    line 99']);
  });

  test('PR33 keeps what a failing check says on either stream, and nothing of one that passes', async () => {
    const shown: string[] = [];
    const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((line) => {
      shown.push(String(line));
      return true;
    });
    const node = (code: string) => runCheck('lint', process.execPath, ['-e', code]);
    try {
      const failed = await node('console.log("one"); console.error("two"); process.exitCode = 3');
      expect(failed.count).toEqual({ passed: 0, failed: 1, skipped: 0 });
      const [failure] = failed.failures;
      expect(failure?.errors[0]?.slice(0, 2).toSorted()).toEqual(['one', 'two']);
      expect(failure?.errors[0]?.at(-1)).toMatch(/ended with 3\. Run "npm run lint" alone/);
      expect(shown).toContain('one\n');
      expect(await node('console.log("well")')).toEqual({
        count: { passed: 1, failed: 0, skipped: 0 },
        failures: [],
      });
      const absent = await runCheck('lint', path.join(root, 'no-such-tool'), []);
      expect(absent.failures[0]?.errors[0]?.join(' ')).toContain('ENOENT');
    } finally {
      stdout.mockRestore();
    }
  });
});

describe('the benchmarks', () => {
  test('PR24 are listed where no name, or an unknown one, is given', () => {
    write('tests/bench/join.bench.ts', '');
    write('tests/bench/hub.bench.ts', '');
    write('tests/bench/helper.ts', '');
    const names = benchNames(root);
    expect(names).toEqual(['hub', 'join']);
    expect(benchFile('join', names)).toBe(path.join('tests', 'bench', 'join.bench.ts'));
    expect(() => benchFile(undefined, names)).toThrow('must be named');
    expect(() => benchFile('jion', names)).toThrow('There is no benchmark "jion".');
    expect(() => benchFile('../x', names)).toThrow();
  });
});
