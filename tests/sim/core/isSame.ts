type Plain = Readonly<Record<string, unknown>>;

/** Whether two values of plain data are equal; a key whose value is undefined counts as absent. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  for (const key of keys) if (!isSame(a[key], b[key])) return false;
  const others = Object.keys(b);
  return keys.length === others.length || others.every((key) => b[key] === undefined || key in a);
}

/** Where two values of plain data differ, as a path and both values. Null where they do not. */
export function firstDifference(a: unknown, b: unknown, path = ''): string | null {
  if (isSame(a, b)) return null;
  if (!isPlain(a) || !isPlain(b)) return `${path || 'value'}: ${show(a)} and ${show(b)}`;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const difference = firstDifference(a[key], b[key], `${path}.${key}`);
    if (difference) return difference;
  }
  return `${path || 'value'}: a list and an object`;
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'nothing').slice(0, 160);
}
