import type { I18n } from '@lingui/core';
import type { Refused } from '../../../src/protocol/api/refused.ts';
import { Banner } from '../../ui/Banner.tsx';
import { useWords } from '../../words/i18n.ts';
import { dayAndTime } from '../../words/time.ts';
import { useServices } from '../app/services.ts';
import { useQuery } from '../app/useQuery.ts';
import styles from './Audit.module.css';

/** Says that somebody may be guessing, from where, and what to do about it (AU40). Nothing where nobody is. */
export function RefusedNotice() {
  const i18n = useWords();
  const { api } = useServices();
  const { view } = useQuery(api.refused);
  if (view.stage !== 'ready' || view.value.refused.length === 0) return null;
  return (
    <Banner tone="help" role="note" title={i18n._('Somebody may be guessing')} data-testid="refused">
      <ul role="list" className={styles.refused}>
        {view.value.refused.map((refused) => (
          <li key={refused.kind}>
            {whatWords(i18n, refused)} {whereWords(i18n, refused)}
          </li>
        ))}
      </ul>
      <p>
        {i18n._(
          'Each of them was refused, and guessing on leads nowhere: a link is too long for it, and wrong passphrases have to wait longer each time. If you know the address, ask there: somebody may use an old link or an old passphrase. If you do not, ask whoever runs the hub to block it.',
        )}
      </p>
    </Banner>
  );
}

function whatWords(i18n: I18n, { kind, count }: Refused): string {
  switch (kind) {
    case 'doorRefused':
      return i18n._('{count, number} wrong or revoked member links in the last day.', { count });
    case 'seatRefused':
      return i18n._(
        '{count, number} tries at a member’s place that is not theirs, or not any more, in the last day.',
        { count },
      );
    case 'staffLinkRefused':
      return i18n._('{count, number} wrong or used links for a passphrase in the last day.', { count });
    case 'setupRefused':
      return i18n._('{count, number} tries to set up the practice without the code in the last day.', {
        count,
      });
    case 'signInFailed':
      return i18n._('{count, number} wrong passphrases or codes at the sign-in in the last day.', { count });
    case 'confirmFailed':
      return i18n._('{count, number} wrong passphrases from somebody who is signed in, in the last day.', {
        count,
      });
  }
}

function whereWords(i18n: I18n, { addresses, mostFrom, lastAt }: Refused): string {
  const time = dayAndTime(i18n, lastAt);
  if (mostFrom === null) return i18n._('The last one: {time}.', { time });
  const { address, count: most } = mostFrom;
  return addresses === 1
    ? i18n._('All of them from {address}; the last one: {time}.', { address, time })
    : i18n._(
        'From {addresses, number} addresses, {most, number} of them from {address}; the last one: {time}.',
        {
          addresses,
          most,
          address,
          time,
        },
      );
}
