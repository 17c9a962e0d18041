import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Seat } from '../../src/protocol/api/door.ts';
import { CirclewellError } from '../../src/protocol/errors.ts';
import type { DeviceChecks, Language, PrivacyCheck } from '../../src/protocol/session/people.ts';
import type { Capture, LiveSession } from '../live/contract.ts';
import type { AddressBar } from './address.ts';
import type { Unsupported } from './browserSupport.ts';
import { createCheckRun, type CheckRun } from './checkRun.ts';
import { checkOutcomes, UNCHECKED, type CheckView } from './deviceChecks.ts';
import type { DoorApi } from './doorApi.ts';
import type { DoorMemory, Remembered } from './doorMemory.ts';
import {
  selfOf,
  stageOf,
  stepAfterConnecting,
  type Door,
  type Refusal,
  type Stage,
  type Step,
} from './stage.ts';

/** What the page is made of; handed in, so that tests need neither browser nor hub. */
export type MemberDeps = {
  readonly api: DoorApi;
  readonly addressBar: AddressBar;
  readonly memory: DoorMemory;
  readonly capture: Capture;
  readonly connect: (seatId: string) => LiveSession;
  readonly unsupported: Unsupported | null;
  /** Whether the browser gives camera and microphone without asking. */
  readonly hasPermission: () => Promise<boolean>;
  /** The seat's language, for a member who has not chosen one here. */
  readonly suggestLanguage: (language: Language) => void;
  /** Calls back after so many milliseconds, unless the returned function is called before. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly now: () => number;
};

/** What the screens read. */
export type MemberView = {
  readonly stage: Stage;
  readonly check: CheckView;
  /** The session being joined; null before the door and after goodbye. */
  readonly live: LiveSession | null;
};

/** How the member's page stands, and everything that can be done about it (docs/spec/member.md). */
export interface MemberModel {
  readonly store: StoreApi<MemberView>;
  readonly capture: Capture;
  readonly check: CheckRun;
  /** Begins with the address. */
  start(): Promise<void>;
  finishDeviceCheck(): void;
  submitPrivacy(privacy: PrivacyCheck): void;
  agree(): void;
  /** One screen back at the door. */
  goBack(): void;
  /** Comes back in, or tries the door again. */
  enter(): void;
  leave(): Promise<void>;
  /** Connects anew after a goodbye: back in, or "use it here". */
  comeBack(): Promise<void>;
  /** Leaves nothing running. Idempotent. */
  close(): void;
}

/** How long the hub has for its first word before the checks begin without it, in milliseconds. */
const FIRST_WORD_MS = 4_000;
/** How often an unreachable hub, or one without a session for the member, is asked again, in milliseconds. */
const ASK_AGAIN_MS = 5_000;
const NO_SESSION_ASK_MS = 30_000;

/** Makes the page's model. The one who makes it closes it. */
export function createMemberModel(deps: MemberDeps): MemberModel {
  const { api, addressBar, memory, capture } = deps;
  let step: Step = { at: 'opening' };
  let live: LiveSession | null = null;
  let stopListening = () => {};
  let cancelTimer = () => {};
  /** The step on which the hub was asked to let the member in: once for each, whatever comes of it. */
  let arrivedOn: Step | null = null;
  /** "Come back" was pressed: the page for returning members has nothing more to ask. */
  let wantsIn = false;
  let isLeaving = false;
  let isClosed = false;

  const store = createStore<MemberView>(() => ({ stage: { at: 'opening' }, check: UNCHECKED, live: null }));
  const check = createCheckRun({
    capture,
    store,
    roundTrip: async () => 'seat' in step && api.readSeat(step.seat.seatId),
    now: deps.now,
  });

  /** Shows where things stand, and does what follows of itself. */
  function refresh(): void {
    if (isClosed) return;
    const view = live?.store.getState() ?? null;
    if (step.at === 'connecting' && view !== null && view.state !== null) {
      step = stepAfterConnecting(step.seat, view, recall(step.seat).checks);
      if (step.at === 'returning' && wantsIn) void enterAgain(step.seat);
      wantsIn = false;
    }
    const { stage: shown } = store.getState();
    // Away so long that the hub had them leave: one tap brings them back, so that no microphone opens by itself.
    const wasHere = shown.at === 'waiting' || shown.at === 'room';
    if (wasHere && !isLeaving && selfOf(view)?.presence.stage === 'left')
      step = { at: 'returning', seat: shown.seat };
    const stage = stageOf(step, view);
    if (JSON.stringify(shown) !== JSON.stringify(stage)) store.setState({ stage });
    if (stage.at === 'entering' && view?.link.state === 'online' && view.state !== null)
      void arrive(stage.seat, stage.door);
    if (stage.at === 'deviceCheck' && shown.at !== 'deviceCheck') void checkByItself();
    if (stage.at === 'waiting' || stage.at === 'room') keepArrival(stage.seat);
    if (stage.at === 'goodbye') {
      step = stage;
      hangUp();
      capture.release('microphone');
      capture.release('camera');
    }
  }

  function go(next: Step): void {
    step = next;
    refresh();
  }

  /** Who allowed the devices before has nothing to prepare for: their check begins without a tap. */
  async function checkByItself(): Promise<void> {
    if (await deps.hasPermission()) {
      if (!isClosed && step.at === 'deviceCheck' && !store.getState().check.hasStarted) await check.start();
    }
  }

  const recall = (seat: Seat): Remembered => memory.load(seat.session?.id ?? '');
  const remember = (seat: Seat, change: Partial<Remembered>) => memory.save({ ...recall(seat), ...change });

  function keepArrival(seat: Seat): void {
    const view = live?.store.getState();
    const self =
      view?.selfId === undefined || view.selfId === null ? undefined : view.state?.participants[view.selfId];
    const before = recall(seat);
    if (self === undefined) return;
    if (before.hasArrived && before.isMicOn === self.isMicOn && before.isCameraOn === self.isCameraOn) return;
    remember(seat, { hasArrived: true, isMicOn: self.isMicOn, isCameraOn: self.isCameraOn });
  }

  async function open(): Promise<void> {
    if (deps.unsupported !== null) return go({ at: 'unusable', reason: deps.unsupported });
    const address = addressBar.read();
    if (address.kind === 'none') return go({ at: 'unusable', reason: 'noLink' });
    try {
      const seat = await (address.kind === 'link'
        ? api.openLink(address.token)
        : api.readSeat(address.seatId));
      if (isClosed) return undefined;
      if (address.kind === 'link') addressBar.showSeat(seat.seatId);
      deps.suggestLanguage(seat.language);
      return await sit(seat);
    } catch (error) {
      return isClosed ? undefined : failToOpen(refusalOf(error));
    }
  }

  function failToOpen(error: Refusal): void {
    const isPassing = error.kind === 'unavailable' || error.kind === 'busy' || error.kind === 'rate_limited';
    go(isPassing ? { at: 'unreachable' } : { at: 'refused', error });
    if (isPassing) cancelTimer = deps.after(ASK_AGAIN_MS, () => void open());
  }

  async function sit(seat: Seat): Promise<void> {
    if (seat.session === null) {
      go({ at: 'noSession', seat });
      cancelTimer = deps.after(NO_SESSION_ASK_MS, () => void open());
      return;
    }
    go({ at: 'connecting', seat });
    const before = recall(seat);
    // A reload in the middle: the hub still has microphone and camera on, and without devices they would be switched off.
    if (before.hasArrived) await openDevices(seat);
    if (isClosed) return;
    hangUp();
    store.setState({ check: UNCHECKED });
    live = deps.connect(seat.seatId);
    store.setState({ live });
    stopListening = live.store.subscribe(refresh);
    check.watch(live);
    cancelTimer = deps.after(FIRST_WORD_MS, () => {
      if (step.at === 'connecting') go(stepAfterConnecting(seat, null, recall(seat).checks));
    });
    refresh();
  }

  /** Opens what the member had on. */
  async function openDevices(seat: Seat): Promise<void> {
    const { isMicOn, isCameraOn } = recall(seat);
    await Promise.all([isMicOn && capture.open('microphone'), isCameraOn && capture.open('camera')]);
  }

  async function enterAgain(seat: Seat): Promise<void> {
    await openDevices(seat);
    if (!isClosed && step.at === 'returning') go({ at: 'entering', seat, door: null });
  }

  function hangUp(): void {
    cancelTimer();
    stopListening();
    stopListening = () => {};
    if (live === null) return;
    live.close();
    live = null;
    check.close();
    store.setState({ live: null });
  }

  async function arrive(seat: Seat, door: Door | null): Promise<void> {
    if (arrivedOn === step || live === null) return;
    arrivedOn = step;
    const { microphone, camera } = capture.store.getState();
    try {
      await live.send({
        type: 'arrive',
        ...(door !== null && { door }),
        isMicOn: microphone.track !== null,
        isCameraOn: camera.track !== null,
      });
    } catch (error) {
      if (!isClosed && step === arrivedOn) refuseEntry(seat, door, refusalOf(error));
    }
  }

  function refuseEntry(seat: Seat, door: Door | null, error: Refusal): void {
    if (error.rule === 'admission.checksMissing') return go({ at: 'deviceCheck', seat });
    go({ at: 'turnedAway', seat, error, door });
  }

  function finishDoor(seat: Seat, checks: DeviceChecks, privacy: PrivacyCheck): void {
    remember(seat, { hasAgreed: true });
    check.close();
    go({ at: 'entering', seat, door: { checks, privacy, hasAgreed: true } });
  }

  async function startOver(): Promise<void> {
    hangUp();
    step = { at: 'opening' };
    store.setState({ stage: { at: 'opening' } });
    await open();
  }

  const stopAddress = addressBar.onChange(() => {
    if (addressBar.read().kind === 'link') void startOver();
  });

  return {
    store,
    capture,
    check,
    start: open,
    finishDeviceCheck: () => {
      if (step.at !== 'deviceCheck') return;
      const checks = checkOutcomes(store.getState().check, capture.store.getState());
      remember(step.seat, { checks });
      go({ at: 'privacyCheck', seat: step.seat, checks, isDriving: false });
    },
    submitPrivacy: (privacy) => {
      if (step.at !== 'privacyCheck') return;
      const { seat, checks } = step;
      if (privacy.isDriving) go({ at: 'privacyCheck', seat, checks, isDriving: true });
      else if (recall(seat).hasAgreed) finishDoor(seat, checks, privacy);
      else go({ at: 'agreement', seat, checks, privacy });
    },
    agree: () => {
      if (step.at === 'agreement') finishDoor(step.seat, step.checks, step.privacy);
    },
    goBack: () => {
      if (step.at === 'agreement')
        go({ at: 'privacyCheck', seat: step.seat, checks: step.checks, isDriving: false });
      else if (step.at === 'privacyCheck' && step.isDriving) go({ ...step, isDriving: false });
      else if (step.at === 'privacyCheck') go({ at: 'deviceCheck', seat: step.seat });
    },
    enter: () => {
      if (step.at === 'returning') void enterAgain(step.seat);
      else if (step.at === 'turnedAway') go({ at: 'entering', seat: step.seat, door: step.door });
    },
    leave: async () => {
      if (!('seat' in step)) return;
      const { seat } = step;
      const leaving = live;
      isLeaving = true;
      remember(seat, { hasArrived: false });
      // Whether the hub hears of it or not, the member is gone: a closed line is a lost connection, and staff see that.
      await Promise.race([
        leaving?.send({ type: 'leave' }).catch(() => undefined),
        new Promise<void>((done) => deps.after(2_000, done)),
      ]);
      go({ at: 'goodbye', seat, reason: 'left' });
      isLeaving = false;
    },
    comeBack: async () => {
      wantsIn = true;
      await startOver();
    },
    close: () => {
      isClosed = true;
      stopAddress();
      hangUp();
    },
  };
}

function refusalOf(error: unknown): Refusal {
  if (!(error instanceof CirclewellError)) return { kind: 'internal' };
  return { kind: error.kind, ...(error.rule !== undefined && { rule: error.rule }) };
}
