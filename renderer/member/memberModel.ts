import { createStore } from 'zustand/vanilla';
import type { Seat } from '../../src/protocol/api/door.ts';
import type { DeviceChecks, PrivacyCheck } from '../../src/protocol/session/people.ts';
import type { LiveSession } from '../live/contract.ts';
import { createCheckRun } from './checkRun.ts';
import { checkOutcomes, UNCHECKED } from './deviceChecks.ts';
import type { Remembered } from './doorMemory.ts';
import { askUntilLetBackIn } from './letBackIn.ts';
import type { MemberDeps, MemberModel, MemberView } from './memberContract.ts';
import { EMPTY_PRIVACY } from './privacyDraft.ts';
import { createSeatFinder } from './seatFinder.ts';
import {
  hasSession,
  refusalOf,
  selfOf,
  stageOf,
  stepAfterConnecting,
  type Door,
  type Refusal,
  type Stage,
  type Step,
} from './stage.ts';

/** How long the hub has for its first word before the checks begin without it, in milliseconds. */
const FIRST_WORD_MS = 4_000;

/** Makes the page's model. The one who makes it closes it. */
export function createMemberModel(deps: MemberDeps): MemberModel {
  const { api, addressBar, memory, capture } = deps;
  let step: Step = { at: 'opening' };
  let live: LiveSession | null = null;
  let stopListening = () => {};
  let stopAsking = () => {};
  let cancelTimer = () => {};
  /** The step on which the hub was asked to let the member in: once for each, whatever comes of it. */
  let arrivedOn: Step | null = null;
  /** "Come back" was pressed: the page for returning members has nothing more to ask. */
  let wantsIn = false;
  /** Devices that are being opened for who comes back: on, as far as the others are concerned. */
  const coming = new Set<'microphone' | 'camera'>();
  /** The goodbye that was said, so that it is said once. */
  let farewell: Stage | null = null;
  let isClosed = false;

  const store = createStore<MemberView>(() => ({
    stage: { at: 'opening' },
    check: UNCHECKED,
    privacy: EMPTY_PRIVACY,
    live: null,
  }));
  const check = createCheckRun({
    capture,
    store,
    roundTrip: async () => 'seat' in step && api.readSeat(step.seat.seatId),
    now: deps.now,
  });
  const finder = createSeatFinder(deps, { show: go, sit });

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
    if (wasHere && selfOf(view)?.presence.stage === 'left') step = { at: 'returning', seat: shown.seat };
    const stage = stageOf(step, view);
    if (JSON.stringify(shown) !== JSON.stringify(stage)) store.setState({ stage });
    if (stage.at === 'entering' && view?.link.state === 'online' && view.state !== null)
      void arrive(stage.seat, stage.door);
    if (stage.at === 'deviceCheck' && shown.at !== 'deviceCheck') void checkByItself();
    if (stage.at === 'waiting' || stage.at === 'room') keepArrival(stage.seat);
    if (stage.at === 'goodbye') part(stage);
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
    const self = selfOf(live?.store.getState() ?? null);
    const before = recall(seat);
    if (self === null) return;
    if (before.hasArrived && before.isMicOn === self.isMicOn && before.isCameraOn === self.isCameraOn) return;
    remember(seat, { hasArrived: true, isMicOn: self.isMicOn, isCameraOn: self.isCameraOn });
  }

  async function sit(seat: Seat): Promise<void> {
    hangUp();
    go({ at: 'connecting', seat });
    const mine = step;
    // A reload in the middle: the hub still has microphone and camera on, and without devices they would be switched off.
    if (recall(seat).hasArrived) await openDevices(seat);
    if (isClosed || step !== mine) return;
    store.setState({ check: UNCHECKED });
    takeUp(deps.connect(seat.seatId));
    cancelTimer = deps.after(FIRST_WORD_MS, () => {
      if (step.at === 'connecting') go(stepAfterConnecting(seat, null, recall(seat).checks));
    });
    refresh();
  }

  /** This connection is the page's own from now on. */
  function takeUp(session: LiveSession): void {
    live = session;
    store.setState({ live });
    stopListening = live.store.subscribe(refresh);
    check.watch(live);
  }

  /** Nothing more to do here for now: line and devices are closed. Who was removed may be let back in. */
  function part(goodbye: Extract<Stage, { at: 'goodbye' }>): void {
    if (farewell === goodbye) return;
    farewell = goodbye;
    step = goodbye;
    hangUp();
    releaseDevices();
    if (goodbye.reason !== 'removed') return;
    const { seat } = goodbye;
    stopAsking = askUntilLetBackIn({
      connect: () => deps.connect(seat.seatId),
      after: deps.after,
      // With microphone and camera off: who waits for this may have gone to do something else.
      onOpen: (session) => {
        takeUp(session);
        go({ at: 'entering', seat, door: null });
      },
      onOver: (reason) => go({ at: 'goodbye', seat, reason }),
    });
  }

  function releaseDevices(): void {
    capture.release('microphone');
    capture.release('camera');
  }

  /** Opens what the member had on. */
  async function openDevices(seat: Seat): Promise<void> {
    const { isMicOn, isCameraOn } = recall(seat);
    const open = async (kind: 'microphone' | 'camera') => {
      coming.add(kind);
      await capture.open(kind);
      coming.delete(kind);
    };
    await Promise.all([isMicOn && open('microphone'), isCameraOn && open('camera')]);
  }

  /** Nobody waits for a device that the browser gives without asking; whatever it cannot give is switched off again (CL46). */
  async function enterAgain(seat: Seat): Promise<void> {
    const opened = openDevices(seat);
    if (!(await deps.hasPermission())) await opened;
    if (!isClosed && step.at === 'returning') go({ at: 'entering', seat, door: null });
  }

  /** Gives the connection out of the page's hands, still open. */
  function letGo(): LiveSession | null {
    const held = live;
    cancelTimer();
    stopAsking();
    stopAsking = () => {};
    stopListening();
    stopListening = () => {};
    live = null;
    check.close();
    return held;
  }

  function hangUp(): void {
    letGo()?.close();
    if (store.getState().live !== null) store.setState({ live: null });
  }

  async function arrive(seat: Seat, door: Door | null): Promise<void> {
    if (arrivedOn === step || live === null) return;
    arrivedOn = step;
    const { microphone, camera } = capture.store.getState();
    try {
      await live.send({
        type: 'arrive',
        ...(door !== null && { door }),
        isMicOn: microphone.track !== null || coming.has('microphone'),
        isCameraOn: camera.track !== null || coming.has('camera'),
      });
      if (door !== null) store.setState({ privacy: EMPTY_PRIVACY });
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
    store.setState({ stage: { at: 'opening' }, privacy: EMPTY_PRIVACY });
    await finder.find();
  }

  const stopAddress = addressBar.onChange(() => {
    if (addressBar.read().kind === 'link') void startOver();
  });

  function finishDeviceCheck(): void {
    if (step.at !== 'deviceCheck') return;
    const checks = checkOutcomes(store.getState().check, capture.store.getState());
    remember(step.seat, { checks });
    go({ at: 'privacyCheck', seat: step.seat, checks, isDriving: false });
  }

  function close(): void {
    isClosed = true;
    finder.stop();
    stopAddress();
    hangUp();
  }

  return {
    store,
    capture,
    check,
    start: () => finder.find(),
    finishDeviceCheck,
    skipDevices: () => {
      check.giveUpDevices();
      finishDeviceCheck();
    },
    draftPrivacy: (privacy) => store.setState({ privacy }),
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
      else if (step.at === 'privacyCheck' && step.isDriving) {
        store.setState({ privacy: { ...store.getState().privacy, isDriving: false } });
        go({ ...step, isDriving: false });
      } else if (step.at === 'privacyCheck') go({ at: 'deviceCheck', seat: step.seat });
    },
    enter: () => {
      if (step.at === 'returning') void enterAgain(step.seat);
      else if (step.at === 'turnedAway') go({ at: 'entering', seat: step.seat, door: step.door });
    },
    leave: async () => {
      if (!('seat' in step)) return;
      const { seat } = step;
      remember(seat, { hasArrived: false });
      // Whether the hub hears of it or not, the member is gone: a closed line is a lost connection, and staff see that.
      const leaving = letGo();
      // Before the devices are closed: while the hub has them on, a session that goes on would open them again.
      const told = leaving?.leave().catch(() => undefined);
      go({ at: 'goodbye', seat, reason: 'left' });
      await Promise.race([told, new Promise<void>((done) => deps.after(2_000, done))]);
      leaving?.close();
    },
    comeBack: async () => {
      wantsIn = true;
      // While the seat is found; whoever finds none to come back to keeps no camera on.
      if ('seat' in step) void openDevices(step.seat);
      await startOver();
      if (!hasSession(step)) releaseDevices();
    },
    giveUp: () => {
      close();
      capture.release('microphone');
      capture.release('camera');
    },
    close,
  };
}
