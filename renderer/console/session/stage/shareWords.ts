import type { I18n } from '@lingui/core';

/** What an arc or a bar of speaking time shows, in words (CO33). Staff alone hear and see it. */
export function shareWords(i18n: I18n, share: number): string {
  const percent = Math.round(share * 100);
  return share === 0 ? i18n._('has not spoken yet') : i18n._('{percent}% of the talking so far', { percent });
}
