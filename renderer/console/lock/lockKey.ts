/** What is printed beside what locks (CO62). */
export function lockKeySign(): string {
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ ⇧ L' : 'Ctrl ⇧ L';
}

/** Whether a key press locks the console: Ctrl or Cmd with Shift and L, wherever the focus is. */
export function isLockKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'repeat'>,
): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey, repeat } = event;
  return key.toLowerCase() === 'l' && (ctrlKey || metaKey) && shiftKey && !altKey && !repeat;
}
