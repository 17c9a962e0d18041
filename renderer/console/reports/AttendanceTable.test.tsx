import { describe, expect, it } from 'vitest';
import type { AttendanceRow } from '../../../src/protocol/api/attendance.ts';
import { MAIN_ROOM_ID } from '../../../src/protocol/session/state.ts';
import { renderForTest } from '../../ui/testRender.tsx';
import { AttendanceTable } from './AttendanceTable.tsx';

const MINUTE_MS = 60_000;
const at = (minutes: number) => new Date(2026, 10, 24, 18).getTime() + minutes * MINUTE_MS;

const ana: AttendanceRow = {
  participantId: 'ana',
  name: 'Ana R.',
  status: 'late',
  intervals: [
    { roomId: MAIN_ROOM_ID, roomName: '', from: at(10), to: at(30) },
    { roomId: 'r1', roomName: 'Early signs', from: at(30), to: at(75) },
  ],
  secondsByRoom: { [MAIN_ROOM_ID]: 20 * 60 + 35, r1: 45 * 60 + 20 },
  presentSeconds: 65 * 60 + 55,
  countableSeconds: 50 * 60 + 59,
};
const ben: AttendanceRow = {
  ...ana,
  participantId: 'ben',
  name: 'Ben T.',
  status: 'absent_unexcused',
  intervals: [],
  secondsByRoom: {},
  presentSeconds: 0,
  countableSeconds: 0,
};

const cells = async (isFinal: boolean, rows: AttendanceRow[]) => {
  const root = await renderForTest(<AttendanceTable attendance={{ sessionId: 's1', isFinal, rows }} />);
  return {
    caption: root.querySelector('caption')?.textContent,
    of: (id: string) =>
      [...root.querySelectorAll(`[data-participant-id=${id}] td`)].map(({ textContent }) => textContent),
  };
};

describe('CO17 attendance', () => {
  it('AT13 AT14 has status, minutes that count, minutes present, both rounded down, time by room and every interval', async () => {
    const { of } = await cells(true, [ana, ben]);
    const [status, counted, present, rooms, times] = of('ana');
    expect([status, counted, present]).toEqual(['came late', '50', '65']);
    expect(rooms).toBe('Early signs: 45:20the circle: 20:35');
    expect(times).toMatch(/6:10.PM–6:30.PM the circle6:30.PM–7:15.PM Early signs/);
    expect(of('ben')).toEqual(['did not come', '0', '0', '', '']);
  });

  it('says whether the figures are final', async () => {
    expect((await cells(true, [ana])).caption).toContain('Final');
    expect((await cells(false, [ana])).caption).toContain('still grow');
  });
});
