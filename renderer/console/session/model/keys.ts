/** What a key does on the session screen. */
export type KeyAction = 'mic' | 'camera' | 'layout' | 'rooms' | 'nextSlide' | 'previousSlide' | 'keys';

export type KeyPress = {
  readonly key: string;
  readonly hasModifier: boolean;
  /** Whether the focus is in something that uses the key itself: a field, a menu, a list, a dialog. */
  readonly isTaken: boolean;
};

/** All keys with what they do, in the order in which the list of keys shows them (CO16). */
export const KEYS: readonly { readonly keys: readonly string[]; readonly action: KeyAction }[] = [
  { keys: ['m'], action: 'mic' },
  { keys: ['v'], action: 'camera' },
  { keys: ['c'], action: 'layout' },
  { keys: ['ArrowRight', 'PageDown'], action: 'nextSlide' },
  { keys: ['ArrowLeft', 'PageUp'], action: 'previousSlide' },
  { keys: ['r'], action: 'rooms' },
  { keys: ['?'], action: 'keys' },
];

/** The action of a key press, or null where it has none or belongs to what has the focus. */
export function keyAction({ key, hasModifier, isTaken }: KeyPress): KeyAction | null {
  if (hasModifier || isTaken) return null;
  const wanted = key.length === 1 ? key.toLowerCase() : key;
  return KEYS.find(({ keys }) => keys.includes(wanted))?.action ?? null;
}
