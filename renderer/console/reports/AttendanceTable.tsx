import type { z } from 'zod';
import type { attendanceReplySchema, AttendanceRow } from '../../../src/protocol/api/attendance.ts';
import { MAIN_ROOM_ID } from '../../../src/protocol/session/state.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime } from '../../words/time.ts';
import { attendanceStatus, minutesByRoom } from './attendanceWords.ts';
import styles from './Reports.module.css';

/** Each member with status, minutes that count, minutes by room and every stretch of time. */
export function AttendanceTable({ attendance }: { attendance: z.infer<typeof attendanceReplySchema> }) {
  const i18n = useWords();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={i18n._('Attendance')}>
      <table className={styles.table} data-testid="attendance">
        <caption>
          {attendance.isFinal
            ? i18n._('Final: the session has ended.')
            : i18n._('So far: the session is not over, and these figures still grow.')}
        </caption>
        <thead>
          <tr>
            <th scope="col">{i18n._('Member')}</th>
            <th scope="col">{i18n._('Status')}</th>
            <th scope="col" className={styles.number}>
              {i18n._('Minutes that count')}
            </th>
            <th scope="col" className={styles.number}>
              {i18n._('Minutes present')}
            </th>
            <th scope="col">{i18n._('By room')}</th>
            <th scope="col">{i18n._('Times')}</th>
          </tr>
        </thead>
        <tbody>
          {attendance.rows.map((row) => (
            <Row key={row.participantId} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row }: { row: AttendanceRow }) {
  const i18n = useWords();
  const status = attendanceStatus(i18n, row.status);
  const nameOf = (roomId: string, roomName: string): string =>
    roomId === MAIN_ROOM_ID ? i18n._('the circle') : roomName;
  return (
    <tr data-participant-id={row.participantId}>
      <th scope="row">{row.name}</th>
      <td>
        <Tag tone={status.tone}>{status.text}</Tag>
      </td>
      <td className={styles.number}>{Math.round(row.countableSeconds / 60)}</td>
      <td className={styles.number}>{Math.round(row.presentSeconds / 60)}</td>
      <td>
        {minutesByRoom(row).map((room) => (
          <span key={room.roomId} className={styles.piece}>
            {nameOf(room.roomId, room.roomName)} {i18n._('{minutes} min', { minutes: room.minutes })}
          </span>
        ))}
      </td>
      <td>
        {row.intervals.map((interval) => (
          <span key={interval.from} className={styles.piece}>
            {clockTime(i18n, interval.from)}–{clockTime(i18n, interval.to)}{' '}
            {nameOf(interval.roomId, interval.roomName)}
          </span>
        ))}
      </td>
    </tr>
  );
}
