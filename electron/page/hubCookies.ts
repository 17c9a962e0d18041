/**
 * The cookies of the hub, for as long as the shell runs. They live here and not in the page, which could not keep them
 * anyway: Chromium keeps none for an own scheme (electron/electron#27981). Nothing is written to the disk, so closing
 * the app signs out on this machine.
 */
export interface HubCookies {
  /** The `cookie` header of the next request, or null where there is nothing to say. */
  header(): string | null;
  /** Takes over what a response's `set-cookie` headers say. */
  take(setCookies: readonly string[]): void;
  clear(): void;
}

/**
 * There is one hub, asked under one path by one program, so of a cookie's attributes only its end matters.
 *
 * @param now the clock, in milliseconds since the Unix epoch.
 */
export function createHubCookies({ now }: { now: () => number }): HubCookies {
  const kept = new Map<string, { value: string; expiresAt: number }>();

  function takeOne(line: string): void {
    const [pair = '', ...attributes] = line.split(';');
    const split = pair.indexOf('=');
    const name = pair.slice(0, Math.max(split, 0)).trim();
    if (name === '') return;
    const expiresAt = endOf(attributes, now());
    if (expiresAt <= now()) kept.delete(name);
    else kept.set(name, { value: pair.slice(split + 1).trim(), expiresAt });
  }

  return {
    header() {
      const pairs: string[] = [];
      for (const [name, { value, expiresAt }] of kept) {
        if (expiresAt > now()) pairs.push(`${name}=${value}`);
      }
      return pairs.length === 0 ? null : pairs.join('; ');
    },
    take(setCookies) {
      for (const line of setCookies) takeOne(line);
    },
    clear() {
      kept.clear();
    },
  };
}

/** When a cookie ends: `Max-Age` goes before `Expires` (RFC 6265, 5.3); without either, with the program. */
function endOf(attributes: readonly string[], nowMs: number): number {
  let expiresAt = Number.POSITIVE_INFINITY;
  for (const attribute of attributes) {
    const split = attribute.indexOf('=');
    if (split < 0) continue;
    const key = attribute.slice(0, split).trim().toLowerCase();
    const value = attribute.slice(split + 1).trim();
    if (key === 'max-age' && /^-?\d+$/.test(value)) return nowMs + Number(value) * 1000;
    if (key === 'expires') {
      const at = Date.parse(value);
      if (!Number.isNaN(at)) expiresAt = at;
    }
  }
  return expiresAt;
}
