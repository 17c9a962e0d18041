// @ts-check

/**
 * What the hub says on stdout, in one line, when it answers.
 *
 * @typedef {object} Ready
 * @property {string} consoleUrl
 * @property {number} port
 * @property {Sample | null} sample
 *
 * @typedef {object} Sample
 * @property {{ role: string, name: string, passphrase: string }[]} staff
 * @property {{ name: string, url: string }[]} members
 * @property {string} groupId
 */

/**
 * @param {string} line
 * @returns {Ready | undefined} Undefined where the line is not the ready message.
 */
export function parseReadyLine(line) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (value === null || typeof value !== 'object' || value.type !== 'ready') return undefined;
  const { consoleUrl, port, sample } = value;
  if (typeof consoleUrl !== 'string' || typeof port !== 'number') return undefined;
  return { consoleUrl, port, sample: isSample(sample) ? sample : null };
}

/**
 * @param {unknown} value
 * @returns {value is Sample}
 */
function isSample(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    'staff' in value &&
    Array.isArray(value.staff) &&
    'members' in value &&
    Array.isArray(value.members) &&
    'groupId' in value &&
    typeof value.groupId === 'string'
  );
}

/**
 * @param {Ready} ready
 * @returns {string} The one JSON object of `--json`, on one line.
 */
export function toJson({ consoleUrl, sample }) {
  return JSON.stringify({
    consoleUrl,
    staff: sample?.staff ?? [],
    members: sample?.members ?? [],
    groupId: sample?.groupId ?? null,
  });
}

/**
 * @param {Ready} ready
 * @returns {string} The same for a person.
 */
export function toText({ consoleUrl, sample }) {
  const console = `Circlewell is running. The console: ${consoleUrl}`;
  if (sample === null) return `${console}\nCtrl-C stops it.`;
  const width = Math.max(...[...sample.staff, ...sample.members].map(({ name }) => name.length));
  return [
    console,
    '',
    'Sign in with a name and its passphrase:',
    ...sample.staff.map(({ role, name, passphrase }) => `  ${name.padEnd(width)}  ${passphrase}  (${role})`),
    '',
    'Each member comes by a personal link:',
    ...sample.members.map(({ name, url }) => `  ${name.padEnd(width)}  ${url}`),
    '',
    'This is a throw-away practice. Ctrl-C stops it.',
  ].join('\n');
}
