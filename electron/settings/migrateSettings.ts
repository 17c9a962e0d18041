/** The version of the settings' shape. Whoever changes the shape adds one, and a step below. */
export const SETTINGS_VERSION = 1;

type Raw = Readonly<Record<string, unknown>>;

/** A step for each version, from it to the next. They see what a file may hold, not what it ought to. */
const STEPS: readonly ((old: Raw) => Raw)[] = [
  // 0 → 1: one window's place for all screens; a hub's address, where none meant the shell's own.
  ({ windowPlace, hubAddress }) => ({
    windowPlaces: windowPlace == null ? [] : [{ arrangement: '', place: windowPlace }],
    hub: hubAddress == null ? { kind: 'own' } : { kind: 'remote', address: hubAddress },
  }),
];

/** The version that a file says; 0 before files said any. Null: a newer one, or none that can be understood. */
export function settingsVersion(raw: Raw): number | null {
  const version = raw['version'] ?? 0;
  return typeof version === 'number' &&
    Number.isInteger(version) &&
    version >= 0 &&
    version <= SETTINGS_VERSION
    ? version
    : null;
}

/**
 * Brings what a file holds to today's shape, one step after another. An empty file stays empty: nobody has set anything.
 * A newer file is given back as it is: what is still called the same is read, the rest is not.
 */
export function migrateSettings(raw: Raw): Raw {
  const version = settingsVersion(raw);
  if (version === null || Object.keys(raw).length === 0) return raw;
  return STEPS.slice(version).reduce((older, step) => step(older), raw);
}
