import { Link } from '@tanstack/react-router';
import { Hourglass } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { HoursReply } from '../../../src/protocol/api/hours.ts';
import { useWords } from '../../words/i18n.ts';
import { clockLength } from '../../words/time.ts';
import { hoursView, type GroupAtRisk, type MemberAtRisk } from './hoursModel.ts';
import { QuietLine } from './QuietLine.tsx';
import styles from './Today.module.css';

/** So many of a group are named; the roster has them all. */
const MOST_NAMED = 5;

/** The members who cannot reach the week's hours any more, by group (CO84). */
export function HoursPart({ reply }: { reply: HoursReply }) {
  const i18n = useWords();
  const { groups, groupCount, askedCount, joinedCount, minimum } = hoursView(reply);
  const least = clockLength(i18n, minimum);
  const joined =
    joinedCount > 0 &&
    i18n._(
      '{count, plural, one {# member joined during the week and is asked from the next one on.} other {# members joined during the week and are asked from the next one on.}}',
      { count: joinedCount },
    );
  if (groupCount === 0)
    return (
      <QuietLine icon={<Hourglass />}>
        {i18n._(
          'No group of yours is asked for weekly hours. Those with an intensive outpatient template are.',
        )}
      </QuietLine>
    );
  if (groups.length === 0)
    return (
      <QuietLine icon={<Hourglass />} tone={askedCount > 0 ? 'good' : 'neutral'}>
        {askedCount > 0 &&
          i18n._(
            '{askedCount, plural, one {The one member who is asked for it reaches {least} this week, or still can.} other {All # members reach {least} this week, or still can.}}',
            { askedCount, least },
          )}{' '}
        {joined}
      </QuietLine>
    );
  return (
    <>
      {groups.map((group) => (
        <GroupHours key={group.groupId} group={group} minimum={minimum} />
      ))}
      <p className={styles.soft}>
        {i18n._(
          'Reckoned from the group’s sessions, Sunday to Saturday, against {least}. Individual and family services and leave are not counted here.',
          { least },
        )}
      </p>
    </>
  );
}

function GroupHours({ group, minimum }: { group: GroupAtRisk; minimum: number }) {
  const i18n = useWords();
  const { groupId, groupName, members, isPlanShort, planned, coming } = group;
  const more = members.length - MOST_NAMED;
  return (
    <div className={styles.group}>
      <h3>
        <Link to="/groups/$groupId" params={{ groupId }} className={styles.link}>
          {groupName}
        </Link>
      </h3>
      <p className={styles.soft}>
        {isPlanShort
          ? i18n._('Its own times give {planned} this week, less than the {least} that are asked for.', {
              planned: clockLength(i18n, planned),
              least: clockLength(i18n, minimum),
            })
          : i18n._('{coming} to come this week', { coming: clockLength(i18n, coming) })}
      </p>
      <ul role="list" className={styles.members}>
        {members.slice(0, MOST_NAMED).map((member) => (
          <MemberHours key={member.memberId} member={member} coming={coming} minimum={minimum} />
        ))}
      </ul>
      {more > 0 && <p className={styles.soft}>{i18n._('and {count} more', { count: more })}</p>}
    </div>
  );
}

function MemberHours({
  member: { name, counted, short },
  coming,
  minimum,
}: {
  member: MemberAtRisk;
  coming: number;
  minimum: number;
}) {
  const i18n = useWords();
  const part = (minutes: number): string => `${Math.min(100, (minutes / minimum) * 100)}%`;
  const bar: CSSProperties & { '--counted': string; '--reach': string } = {
    '--counted': part(counted),
    '--reach': part(counted + coming),
  };
  return (
    <li className={styles.member}>
      <b>{name}</b>
      <span className="tabular">
        {i18n._('{counted} so far, {short} short', {
          counted: clockLength(i18n, counted),
          short: clockLength(i18n, short),
        })}
      </span>
      <span className={styles.hoursBar} style={bar} aria-hidden="true" />
    </li>
  );
}
