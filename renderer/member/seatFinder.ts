import type { Seat } from '../../src/protocol/api/door.ts';
import { refusalOf, type Step } from './stage.ts';
import type { MemberDeps } from './memberContract.ts';

/** How often an unreachable hub, or one without a session for the member, is asked again, in milliseconds. */
const ASK_AGAIN_MS = 5_000;
const NO_SESSION_ASK_MS = 30_000;

/** Finds the member's seat by the page's address, again and again where that may help (MP1, MP2, MP4 to MP6). */
export interface SeatFinder {
  /** Asks now, in the place of whatever was asked or waited for. */
  find(): Promise<void>;
  /** Neither asks nor answers any more until the next `find`. Idempotent. */
  stop(): void;
}

/**
 * @param show the page says why there is no seat with a session yet
 * @param sit a seat with a session is there
 */
export function createSeatFinder(
  deps: Pick<MemberDeps, 'api' | 'addressBar' | 'unsupported' | 'after' | 'suggestLanguage'>,
  { show, sit }: { show: (step: Step) => void; sit: (seat: Seat) => Promise<void> },
): SeatFinder {
  const { api, addressBar } = deps;
  /** Counts what was asked: an answer to an older question is not listened to. */
  let question = 0;
  let cancelTimer = () => {};

  function askAgainIn(ms: number): void {
    cancelTimer = deps.after(ms, () => void find());
  }

  function stop(): void {
    question += 1;
    cancelTimer();
    cancelTimer = () => {};
  }

  async function find(): Promise<void> {
    stop();
    const mine = question;
    if (deps.unsupported !== null) return show({ at: 'unusable', reason: deps.unsupported });
    const address = addressBar.read();
    if (address.kind === 'none') return show({ at: 'unusable', reason: 'noLink' });
    let seat: Seat;
    try {
      seat = await (address.kind === 'link' ? api.openLink(address.token) : api.readSeat(address.seatId));
    } catch (error) {
      return mine === question ? fail(error) : undefined;
    }
    if (mine !== question) return undefined;
    if (address.kind === 'link') addressBar.showSeat(seat.seatId);
    deps.suggestLanguage(seat.language);
    if (seat.session !== null) return sit(seat);
    show({ at: 'noSession', seat });
    askAgainIn(NO_SESSION_ASK_MS);
    return undefined;
  }

  function fail(thrown: unknown): void {
    const error = refusalOf(thrown);
    const isPassing = error.kind === 'unavailable' || error.kind === 'busy' || error.kind === 'rate_limited';
    show(isPassing ? { at: 'unreachable' } : { at: 'refused', error });
    if (isPassing) askAgainIn(ASK_AGAIN_MS);
  }

  return { find, stop };
}
