import { describe, expect, it } from 'vitest';
import type { LoggedEvent, SessionEvent } from '../../protocol/session/events.ts';
import type { AgendaBlock } from '../../protocol/session/state.ts';
import { FACTS } from '../session/testKit.ts';
import { attendanceOf } from './attendance.ts';

/** Minutes since 08:00 of a clock time. */
const clock = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return ((hours - 8) * 60 + minutes) * 60_000;
};
const block = (kind: 'process' | 'break', plannedMinutes: number): AgendaBlock => ({
  kind,
  title: { en: kind, es: kind },
  plannedMinutes,
  isCountable: kind !== 'break',
});
type Timed = readonly [time: string, event: SessionEvent];

/** A log of the plan of domain.md 1.8 (start, break, end of break, end), with other events between. */
function logOf(
  others: readonly Timed[],
  times = ['09:00', '10:30', '10:45', '12:15'],
  by = 'lead',
): LoggedEvent[] {
  const [start = '', pause = '', resume = '', end = ''] = times;
  const facts = { ...FACTS, blocks: [block('process', 90), block('break', 15), block('process', 90)] };
  const course: Timed[] = [
    ['08:00', { type: 'sessionCreated', facts }],
    ['08:30', { type: 'waitingRoomOpened' }],
    [start, { type: 'sessionStarted' }],
    [start, { type: 'blockStarted', index: 0 }],
    [pause, { type: 'blockStarted', index: 1 }],
    [resume, { type: 'blockStarted', index: 2 }],
    [end, { type: 'sessionEnded' }],
  ];
  return [...course, ...others]
    .map(([time, event], order) => ({ at: clock(time), order, event }))
    .sort(
      (a, b) =>
        a.at - b.at ||
        (a.event.type === 'sessionEnded' ? 1 : b.event.type === 'sessionEnded' ? -1 : a.order - b.order),
    )
    .map(({ at, event }, index) => ({ seq: index + 1, at, by, event }));
}

const comes = (time: string): Timed => [
  time,
  {
    type: 'participantArrived',
    participantId: 'ana',
    name: 'Ana R.',
    role: 'member',
    seat: 0,
    roomId: 'main',
    isMicOn: true,
    isCameraOn: true,
    door: null,
  },
];
const goes = (time: string): Timed => [time, { type: 'participantLeft', participantId: 'ana' }];
const ana = (log: LoggedEvent[]) => attendanceOf(log, clock('23:00'))[0];

describe('attendance', () => {
  it.each([
    ['A full', [comes('09:00')], 180, 'present'],
    ['B late', [comes('09:12')], 168, 'late'],
    ['C early', [comes('09:00'), goes('12:00')], 165, 'left_early'],
    ['D gap', [comes('09:12'), goes('10:05'), comes('10:11'), goes('12:00')], 147, 'partial'],
    ['E break only', [comes('10:28'), goes('10:47')], 4, 'partial'],
    ['F small drop', [comes('09:00'), goes('10:00'), comes('10:03')], 177, 'present'],
    ['H early login', [comes('08:50')], 180, 'present'],
  ] as const)('AT3 AT10 AT12 %s', (_case, others, minutes, status) => {
    const row = ana(logOf(others));
    expect([Math.floor((row?.countableSeconds ?? 0) / 60), row?.status]).toEqual([minutes, status]);
  });

  it('AT12 I late start by the program', () => {
    const row = ana(logOf([comes('09:00')], ['09:10', '10:40', '10:55', '12:25']));
    expect([(row?.countableSeconds ?? 0) / 60, row?.status]).toEqual([180, 'present']);
  });

  it('AT12 G never seen has no row', () => {
    expect(attendanceOf(logOf([]), 0)).toEqual([]);
  });

  it('AT1 does not count a lost connection', () => {
    const row = ana(
      logOf([
        comes('09:00'),
        ['09:30', { type: 'connectionLost', participantId: 'ana' }],
        ['09:40', { type: 'connectionRestored', participantId: 'ana', lostForMs: 600_000 }],
      ]),
    );
    expect([(row?.countableSeconds ?? 0) / 60, row?.status]).toEqual([170, 'partial']);
  });

  it('AT2 AT13 keeps minutes by room, which add up', () => {
    const row = ana(
      logOf([
        comes('09:00'),
        ['09:05', { type: 'roomAdded', room: { id: 'r1', name: 'One' } }],
        ['09:06', { type: 'participantAssigned', participantId: 'ana', roomId: 'r1' }],
        ['09:10', { type: 'roomsOpened', endsAt: null }],
        ['09:30', { type: 'roomsClosed' }],
      ]),
    );
    expect(row?.secondsByRoom).toEqual({ main: 175 * 60, r1: 20 * 60 });
    expect(row?.intervals.map(({ roomName }) => roomName)).toEqual(['', 'One', '']);
    expect(row?.presentSeconds).toBe(195 * 60);
  });

  it('AT5 AT13 adds up to the second where the moments fall between seconds', () => {
    const log = logOf([
      comes('09:00'),
      ['09:05', { type: 'roomAdded', room: { id: 'r1', name: 'One' } }],
      ['09:06', { type: 'participantAssigned', participantId: 'ana', roomId: 'r1' }],
      ['09:10', { type: 'roomsOpened', endsAt: null }],
      ['09:30', { type: 'roomsClosed' }],
    ]);
    // The rooms open 0.4 s late and close 0.3 s late, the session ends 0.8 s late.
    const late: Readonly<Record<string, number>> = { roomsOpened: 400, roomsClosed: 300, sessionEnded: 800 };
    const row = ana(log.map((entry) => ({ ...entry, at: entry.at + (late[entry.event.type] ?? 0) })));
    expect(row?.presentSeconds).toBe(195 * 60);
    expect(row?.secondsByRoom).toEqual({ main: 175 * 60 + 1, r1: 20 * 60 - 1 });
  });

  it('AT11 marks who was removed', () => {
    const row = ana(logOf([comes('09:00'), ['09:30', { type: 'participantRemoved', participantId: 'ana' }]]));
    expect([(row?.countableSeconds ?? 0) / 60, row?.status]).toEqual([30, 'removed_safety']);
  });

  describe('AT8 a session that the hub had to end', () => {
    const staff = (time: string, event: SessionEvent): Timed => [time, event];
    const lead = { participantId: 'lead' } as const;
    const leads = staff('08:59', {
      ...lead,
      type: 'participantArrived',
      name: 'Maria S.',
      role: 'lead',
      seat: 0,
      roomId: 'main',
      isMicOn: true,
      isCameraOn: true,
      door: null,
    });
    const times = ['09:00', '10:30', '10:45', '12:45'];
    const row = (...others: Timed[]) => {
      const [first] = attendanceOf(logOf([leads, ...others], times, 'hub'), clock('23:00'));
      return [Math.floor((first?.countableSeconds ?? 0) / 60), first?.status, first?.intervals.at(-1)?.to];
    };

    it('was over when the last of staff went: who went then left in time, who stayed on gains nothing', () => {
      const gone = staff('12:15', { ...lead, type: 'participantLeft' });
      expect(row(comes('09:00'), goes('12:15'), gone)).toEqual([180, 'present', clock('12:15')]);
      expect(row(comes('09:00'), gone)).toEqual([180, 'present', clock('12:45')]);
      expect(row(comes('09:00'), goes('12:00'), gone)).toEqual([165, 'left_early', clock('12:00')]);
    });

    it('was over with a loss of the whole hub, for everybody alike', () => {
      const lost = (participantId: string) => staff('11:00', { type: 'connectionLost', participantId });
      expect(row(comes('09:00'), lost('lead'), lost('ana'))).toEqual([105, 'present', clock('11:00')]);
    });

    it('is over at its own end where a person ended it', () => {
      const log = logOf([leads, comes('09:00')], times);
      expect(attendanceOf(log, clock('23:00'))[0]?.countableSeconds).toBe(210 * 60);
    });
  });

  it('AT6 ends what is still open now', () => {
    const open = logOf([comes('09:00')]).filter(
      ({ event, at }) => at <= clock('09:00') && event.type !== 'sessionEnded',
    );
    const row = attendanceOf(open, clock('09:20'))[0];
    expect([row?.countableSeconds, row?.status]).toEqual([1200, 'present']);
  });
});
