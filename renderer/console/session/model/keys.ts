/** What a key does on the session screen. */
export type KeyAction =
  | 'mic'
  | 'camera'
  | 'mark'
  | 'markAgain'
  | 'layout'
  | 'rooms'
  | 'nextSlide'
  | 'previousSlide'
  | 'keys';

export type KeyPress = {
  readonly key: string;
  readonly hasModifier: boolean;
  /** Whether the focus is in something that uses the key itself: a field, a menu, a list, a dialog. */
  readonly isTaken: boolean;
  /** Whether the focus is in something that arrow and Page keys scroll or move in. */
  readonly takesArrows: boolean;
  /** Whether keys of one letter act at all. */
  readonly areLettersOn: boolean;
};

/** All keys with what they do, in the order in which the list of keys shows them (CO16). */
export const KEYS: readonly { readonly keys: readonly string[]; readonly action: KeyAction }[] = [
  { keys: ['m'], action: 'mic' },
  { keys: ['v'], action: 'camera' },
  { keys: ['n'], action: 'mark' },
  { keys: ['.'], action: 'markAgain' },
  { keys: ['c'], action: 'layout' },
  { keys: ['ArrowRight', 'PageDown'], action: 'nextSlide' },
  { keys: ['ArrowLeft', 'PageUp'], action: 'previousSlide' },
  { keys: ['r'], action: 'rooms' },
  { keys: ['?'], action: 'keys' },
];

/** Whether a key is a character, which can be switched off, and not a key of its own like the arrows. */
export const isLetterKey = (key: string): boolean => key.length === 1;

/** The action of a key press, or null where it has none or belongs to what has the focus (CO16, CO27). */
export function keyAction(press: KeyPress): KeyAction | null {
  const { key, hasModifier, isTaken, takesArrows, areLettersOn } = press;
  if (hasModifier || isTaken) return null;
  const isLetter = isLetterKey(key);
  if (isLetter ? !areLettersOn : takesArrows) return null;
  const wanted = isLetter ? key.toLowerCase() : key;
  return KEYS.find(({ keys }) => keys.includes(wanted))?.action ?? null;
}
