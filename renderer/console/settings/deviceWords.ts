import type { I18n } from '@lingui/core';
import type { SignIn } from '../../../src/protocol/api/signIns.ts';

/** The names of browsers and systems are names: only what stands between them is a word. */
export function deviceWords(i18n: I18n, { browser, system }: Pick<SignIn, 'browser' | 'system'>): string {
  const known = browser === 'Circlewell' ? i18n._('Circlewell for the desktop') : browser;
  if (known !== null && system !== null) return i18n._('{browser} on {system}', { browser: known, system });
  return known ?? system ?? i18n._('An unknown browser');
}
