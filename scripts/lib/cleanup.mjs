// @ts-check
import { constants } from 'node:os';

/** @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} StopSignal */

/** @type {readonly StopSignal[]} */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const PARENT_INTERVAL_MS = 500;

/** @type {Set<() => void>} */
const tasks = new Set();
let isInstalled = false;

/** @type {(signal: StopSignal) => void} */
let onSignal = (signal) => process.exit(128 + constants.signals[signal]);

/**
 * Runs `task` when this process ends, also when a signal ends it.
 *
 * @param {() => void} task Synchronous; must not throw.
 * @returns {() => void} Takes the task back.
 */
export function onExit(task) {
  install();
  tasks.add(task);
  return () => tasks.delete(task);
}

/**
 * Hands the stop signals to a command that ends in its own way. Until then they end the process at once, with 128 and
 * the signal's number. The end of the npm that started this process counts as one: killed outright, it hands nothing on. A
 * script that takes them is started with `exec`, so that no shell stands between: that would keep npm's signals to itself, and
 * outlive it (ADR 0138).
 *
 * @param {(signal: StopSignal) => void} handler
 * @param {{ isFromNpm?: boolean, parent?: () => number, intervalMs?: number }} [options]
 */
export function takeSignals(handler, options = {}) {
  install();
  onSignal = handler;
  const { parent = () => process.ppid, intervalMs = PARENT_INTERVAL_MS } = options;
  if (!(options.isFromNpm ?? process.env['npm_lifecycle_event'] !== undefined)) return;
  const first = parent();
  const timer = setInterval(() => {
    if (parent() === first) return;
    clearInterval(timer);
    handler('SIGHUP');
  }, intervalMs);
  timer.unref();
}

function install() {
  if (isInstalled) return;
  isInstalled = true;
  for (const signal of STOP_SIGNALS) process.on(signal, () => onSignal(signal));
  process.on('exit', () => {
    // Last come, first gone: a program is ended before its folder is removed.
    for (const task of [...tasks].reverse()) task();
  });
}
