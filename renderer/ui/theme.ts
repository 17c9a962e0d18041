import { z } from 'zod';

const themeSchema = z.enum(['system', 'light', 'dark']);

/** `system` follows the machine's own setting. */
export type Theme = z.infer<typeof themeSchema>;
/** All themes, in the order in which they are offered. */
export const THEMES: readonly Theme[] = themeSchema.options;

const STORAGE_KEY = 'circlewell.theme';

/** The theme chosen in this browser. */
export function readTheme(): Theme {
  try {
    return themeSchema.catch('system').parse(localStorage.getItem(STORAGE_KEY));
  } catch {
    return 'system';
  }
}

/** Puts the remembered theme on the page. Called once, before the first drawing. */
export function startTheme(): void {
  show(readTheme());
}

/** Chooses a theme and remembers it in this browser. */
export function setTheme(theme: Theme): void {
  show(theme);
  try {
    localStorage.setItem(STORAGE_KEY, theme);
  } catch {
    // Storage can be forbidden; the choice then holds until the page is closed.
  }
}

function show(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
