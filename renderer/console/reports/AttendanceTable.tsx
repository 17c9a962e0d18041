import type { z } from 'zod';
import { wholeMinutes } from '../../../src/domain/attendance/wholeMinutes.ts';
import type { attendanceReplySchema, AttendanceRow } from '../../../src/protocol/api/attendance.ts';
import { MAIN_ROOM_ID } from '../../../src/protocol/session/state.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useWords } from '../../words/i18n.ts';
import { clockTime, countdown } from '../../words/time.ts';
import { attendanceStatus, timeByRoom } from './attendanceWords.ts';
import styles from './Reports.module.css';

/** Each member with status, minutes that count, time by room and every stretch of time. */
export function AttendanceTable({ attendance }: { attendance: z.infer<typeof attendanceReplySchema> }) {
  const i18n = useWords();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={i18n._('Attendance')}>
      {/* The roles are written out: as cards, its parts are no longer laid out as a table's. */}
      <table role="table" className={styles.table} data-testid="attendance">
        <caption>
          {attendance.isFinal
            ? i18n._('Final: the session has ended.')
            : i18n._('So far: the session is not over, and these figures still grow.')}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            <Head>{i18n._('Member')}</Head>
            <Head>{i18n._('Status')}</Head>
            <Head isNumber>{i18n._('Minutes that count')}</Head>
            <Head isNumber>{i18n._('Minutes present')}</Head>
            <Head>{i18n._('By room (minutes:seconds)')}</Head>
            <Head>{i18n._('Times')}</Head>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {attendance.rows.map((row) => (
            <Row key={row.participantId} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ isNumber = false, children }: { isNumber?: boolean; children: string }) {
  return (
    <th scope="col" role="columnheader" className={isNumber ? styles.number : undefined}>
      {children}
    </th>
  );
}

function Row({ row }: { row: AttendanceRow }) {
  const i18n = useWords();
  const status = attendanceStatus(i18n, row.status);
  const nameOf = (roomId: string, roomName: string): string =>
    roomId === MAIN_ROOM_ID ? i18n._('the circle') : roomName;
  return (
    <tr role="row" data-participant-id={row.participantId}>
      <th scope="row" role="rowheader">
        {row.name}
      </th>
      <td role="cell">
        <Tag tone={status.tone}>{status.text}</Tag>
      </td>
      <td role="cell" className={styles.number} data-label={i18n._('Minutes that count')}>
        {wholeMinutes(row.countableSeconds)}
      </td>
      <td role="cell" className={styles.number} data-label={i18n._('Minutes present')}>
        {wholeMinutes(row.presentSeconds)}
      </td>
      <td role="cell" data-label={i18n._('By room (minutes:seconds)')}>
        {timeByRoom(row).map((room) => (
          <span key={room.roomId} className={styles.piece}>
            {i18n._('{room}: {time}', {
              room: nameOf(room.roomId, room.roomName),
              time: countdown(room.seconds * 1000),
            })}
          </span>
        ))}
      </td>
      <td role="cell" data-label={i18n._('Times')}>
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
