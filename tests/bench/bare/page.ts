import type { Device } from 'mediasoup-client';
import { cameraProfileFor } from '../../../renderer/live/capture/cameraProfile.ts';
import { BareClient, loadDevice, type Heard } from './BareClient.ts';
import { openBareLine, type BareLine } from './bareLine.ts';

/**
 * A bare page: whose it is, `#name` says. It enters the room `circle` on a click and goes wherever it is then sent. The one called
 * `lead` only sends the others, as a lead whose camera and microphone are off.
 */
const name = decodeURIComponent(location.hash.slice(1));
const state = find('state');
const people = find('people');
const elements = new Map<string, HTMLMediaElement>();
let line: BareLine | null = null;
let device: Device | null = null;
let client: BareClient | null = null;

function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no ${id}`);
  return element;
}

function show({ participantId, source, track }: Heard): void {
  const key = `${participantId} ${source}`;
  const element = elements.get(key) ?? document.createElement(track.kind === 'video' ? 'video' : 'audio');
  elements.set(key, element);
  element.autoplay = true;
  if (element instanceof HTMLVideoElement) element.muted = true;
  element.srcObject = new MediaStream([track]);
  people.append(element);
}

/** Leaves wherever it is and joins the room's router. */
async function goTo(room: string): Promise<void> {
  stop();
  if (!line) return;
  state.textContent = `joining ${room}`;
  line.join(name, room);
  const joining = new BareClient(tracks, show);
  client = joining;
  device ??= await loadDevice(line);
  await joining.start(line, device);
  if (client === joining) state.textContent = `in ${room}`;
}

function stop(): void {
  client?.close();
  client = null;
  for (const element of elements.values()) element.remove();
  elements.clear();
}

async function enter(): Promise<void> {
  line = await openBareLine(
    (notice) => client?.onNotice(notice),
    (room) => void goTo(room),
  );
  // As on a page that has just been opened: what the router can do comes from the server.
  device = null;
  if (name === 'lead') state.textContent = 'in charge';
  else await goTo('circle');
}

function leave(): void {
  void line?.leave();
  line = null;
  stop();
  state.textContent = 'outside';
}

const { width, height, frameRate } = cameraProfileFor(navigator.hardwareConcurrency).constraints;
const stream = await navigator.mediaDevices.getUserMedia({
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
  video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: frameRate } },
});
const tracks = stream.getTracks();
find('enter').addEventListener('click', () => void enter());
find('leave').addEventListener('click', leave);
find('open').addEventListener('click', () => line?.send(globalThis.window.rooms));
find('recall').addEventListener('click', () => {
  line?.send(Object.fromEntries(Object.keys(globalThis.window.rooms).map((one) => [one, 'circle'])));
});
state.textContent = 'outside';

declare global {
  interface Window {
    /** Where everybody is sent by "Open rooms". Set by the benchmark. */
    rooms: Record<string, string>;
  }
}
