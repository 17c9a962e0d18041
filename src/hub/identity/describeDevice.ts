import type { Device } from '../records/staffSessionStore.ts';

/** In the order in which they must be asked: most user agents claim to be others as well. */
const BROWSERS = [
  [/Electron\//, 'Circlewell'],
  [/\bEdgA?\//, 'Edge'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/Chrom(e|ium)\/|\bCriOS\//, 'Chromium'],
  [/Safari\//, 'Safari'],
] as const satisfies readonly (readonly [RegExp, Device['browser']])[];
const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone|iPad|iPod/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux|CrOS/, 'Linux'],
] as const satisfies readonly (readonly [RegExp, Device['system']])[];

/** The kind of browser and system that a user agent names, in words of closed lists: all that is kept of it (ID60). */
export function describeDevice(userAgent: string | undefined): Device {
  const text = userAgent ?? '';
  return {
    browser: BROWSERS.find(([pattern]) => pattern.test(text))?.[1] ?? null,
    system: SYSTEMS.find(([pattern]) => pattern.test(text))?.[1] ?? null,
  };
}
