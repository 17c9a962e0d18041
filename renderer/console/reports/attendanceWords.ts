import type { I18n } from '@lingui/core';
import type { AttendanceRow } from '../../../src/protocol/api/attendance.ts';
import type { TagTone } from '../../ui/Tag.tsx';

/** A status of attendance in words, with its tone. */
export function attendanceStatus(
  i18n: I18n,
  status: AttendanceRow['status'],
): { readonly text: string; readonly tone: TagTone } {
  switch (status) {
    case 'expected':
      return { text: i18n._('expected'), tone: 'neutral' };
    case 'present':
      return { text: i18n._('present'), tone: 'good' };
    case 'late':
      return { text: i18n._('came late'), tone: 'neutral' };
    case 'left_early':
      return { text: i18n._('left early'), tone: 'neutral' };
    case 'partial':
      return { text: i18n._('part of the time'), tone: 'neutral' };
    case 'removed_safety':
      return { text: i18n._('removed'), tone: 'danger' };
    case 'absent_unexcused':
      return { text: i18n._('did not come'), tone: 'neutral' };
  }
}

/** Rooms a member was in, each with its seconds, the longest first. */
export function timeByRoom(
  row: AttendanceRow,
): readonly { readonly roomId: string; readonly roomName: string; readonly seconds: number }[] {
  const names = new Map(row.intervals.map(({ roomId, roomName }) => [roomId, roomName]));
  return Object.entries(row.secondsByRoom)
    .map(([roomId, seconds]) => ({
      roomId,
      roomName: names.get(roomId) ?? roomId,
      seconds,
    }))
    .toSorted((a, b) => b.seconds - a.seconds);
}
