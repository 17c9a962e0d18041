// @ts-check

/**
 * A runner's report is whatever its file holds: nothing of it is taken for granted.
 *
 * @param {unknown} value
 * @param {string} key
 * @returns {unknown}
 */
export function field(value, key) {
  return value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
}

/** @param {unknown} value @returns {unknown[]} */
export function list(value) {
  return Array.isArray(value) ? value : [];
}

/** @param {unknown} value @returns {number} 0 where it is none. */
export function number(value) {
  return typeof value === 'number' ? value : 0;
}
