// @ts-check

/**
 * A failure that a person can act on: `message` says what happened, `next` what to do about it. The commands print
 * both without a stack; any other error is a defect and is printed with one.
 */
export class HelpfulError extends Error {
  /**
   * @param {string} message
   * @param {string} next
   * @param {string} [detail] The last words of whatever failed, shown below.
   */
  constructor(message, next, detail) {
    super(message);
    this.name = 'HelpfulError';
    this.next = next;
    this.detail = detail;
  }
}

/**
 * Runs a command's `main` and turns what it throws into text on stderr and exit code 1.
 *
 * @param {() => Promise<number | void>} main Its number, if any, becomes the exit code.
 * @returns {Promise<void>}
 */
export async function runCommand(main) {
  try {
    const code = await main();
    if (typeof code === 'number') process.exitCode = code;
  } catch (error) {
    process.stderr.write(`\n${describe(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function describe(error) {
  if (error instanceof HelpfulError) {
    const detail = error.detail ? `\n\n${error.detail.trimEnd()}` : '';
    return `${error.message}\n${error.next}${detail}`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
