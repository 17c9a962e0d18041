import type { CirclewellError } from '../../src/protocol/errors.ts';
import type { Seat } from '../../src/protocol/api/door.ts';
import type { PrivacyCheck } from '../../src/protocol/session/people.ts';
import type { Address } from './address.ts';
import type { Remembered } from './doorMemory.ts';
import { createMemberModel } from './memberModel.ts';
import {
  makeFakeCapture,
  makeFakeDeps,
  makeFakeLive,
  makeFakeMemory,
  makePerson,
  makeSeat,
  makeState,
} from './testKit.ts';

export const PRIVACY: PrivacyCheck = {
  place: '12 Oak Street, Springfield',
  callbackPhone: '555 010 4477',
  company: 'alone',
  hasHeadphones: true,
  isDriving: false,
};

/** Where the member stands, as the hub says it. */
export const stages = {
  waiting: { stage: 'waiting', since: 1 },
  present: { stage: 'present', since: 1, roomId: 'main' },
} as const;

/** The member's model on a page without a hub, devices or a clock. */
export function setUp(
  options: {
    address?: Address;
    seat?: Seat;
    openError?: CirclewellError;
    remembered?: Partial<Remembered>;
    hasPermission?: boolean;
  } = {},
) {
  const devices = makeFakeCapture();
  const lives: ReturnType<typeof makeFakeLive>[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const shownSeats: string[] = [];
  const memory = makeFakeMemory(options.remembered);
  const trouble = { current: options.openError ?? null };
  /** Set, the hub's next answers wait for it. */
  const gate: { current: Promise<void> | null } = { current: null };
  const asked: number[] = [];
  const languages: string[] = [];
  const clock = { now: 0 };
  /** How long the hub takes for its next answers, in milliseconds. */
  const delays: number[] = [];
  const open = async () => {
    const seat = { ...(options.seat ?? makeSeat()), displayName: `Ana R. ${asked.push(asked.length)}` };
    await gate.current;
    clock.now += delays.shift() ?? 0;
    if (trouble.current !== null) throw trouble.current;
    return seat;
  };
  const model = createMemberModel(
    makeFakeDeps({
      api: { openLink: open, readSeat: open, fetchTicket: async () => 'ticket' },
      addressBar: {
        read: () => options.address ?? { kind: 'link', token: 'A'.repeat(22) },
        showSeat: (seatId) => shownSeats.push(seatId),
        onChange: () => () => undefined,
      },
      memory,
      capture: devices.capture,
      connect: () => {
        const live = makeFakeLive(devices.capture);
        lives.push(live);
        return live.live;
      },
      now: () => clock.now,
      hasPermission: async () => options.hasPermission ?? false,
      suggestLanguage: (language) => languages.push(language),
      after: (ms, callback) => {
        const timer = { ms, run: callback };
        timers.push(timer);
        return () => {
          if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
        };
      },
    }),
  );
  /** Lets the newest timer come due. */
  const fire = async () => {
    timers.pop()?.run();
    await settle();
  };
  const stage = () => model.store.getState().stage;
  const live = () => {
    const last = lives.at(-1);
    if (last === undefined) throw new Error('not connected');
    return last;
  };
  const self = (
    presence:
      | (typeof stages)[keyof typeof stages]
      | { stage: 'left'; at: number; wasIn: boolean }
      | { stage: 'removed'; at: number },
  ) =>
    makeState([
      makePerson('maria', 'Maria K.', 0, { role: 'lead' }),
      makePerson('ana', 'Ana R.', 1, { presence }),
    ]);
  return {
    model,
    stage,
    live,
    lives,
    self,
    settle,
    fire,
    timers,
    asked,
    gate,
    delays,
    languages,
    shownSeats,
    devices,
    memory,
    trouble,
  };
}

export const settle = () => new Promise<void>((done) => setTimeout(done, 0));

/** From the link through both checks and the agreement. */
export async function passTheDoor(
  page: ReturnType<typeof setUp>,
  status: 'scheduled' | 'open' = 'open',
): Promise<void> {
  await page.model.start();
  page.live().show(makeState([], { status }));
  page.model.finishDeviceCheck();
  page.model.submitPrivacy(PRIVACY);
  page.model.agree();
  await page.settle();
}
