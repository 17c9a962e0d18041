import { createStore } from 'zustand/vanilla';
import { evolve } from '../../src/domain/session/evolve.ts';
import type { LoggedEvent } from '../../src/protocol/session/events.ts';
import { createSystemClock } from './clock.ts';
import type { LiveClock } from './clock.ts';
import { createClockOffset } from './connection/clockOffset.ts';
import { createConnection } from './connection/connection.ts';
import type { Connection, PushedMessage } from './connection/connection.ts';
import { openWebSocket } from './connection/liveSocket.ts';
import type { OpenLiveSocket } from './connection/liveSocket.ts';
import { onBrowserWakeUp } from './connection/wakeUps.ts';
import type { OnWakeUp } from './connection/wakeUps.ts';
import type { LiveSession, LiveSessionOptions, LiveView } from './contract.ts';
import { createAudioSink } from './createAudioSink.ts';
import { createLiveMedia } from './media/createLiveMedia.ts';
import type { LiveMediaDriver, LiveMediaOptions } from './media/createLiveMedia.ts';
import type { HubLink } from './media/hubLink.ts';
import { createSessionMirror } from './sessionMirror.ts';

/** What a test hands in instead of the browser's own. */
type SessionParts = Partial<{
  openSocket: OpenLiveSocket;
  onWakeUp: OnWakeUp;
  clock: LiveClock;
  media: NonNullable<LiveMediaOptions['parts']>;
}>;

/** Joins a live session and stays with it until `close()` or a final goodbye (CL80). */
export function createLiveSession(options: LiveSessionOptions, parts: SessionParts = {}): LiveSession {
  const { capture } = options;
  const clock = parts.clock ?? createSystemClock(options.now);
  const mirror = createSessionMirror(evolve);
  const offset = createClockOffset();
  const listeners = new Set<(event: LoggedEvent) => void>();
  const store = createStore<LiveView>(() => ({
    link: { state: 'connecting' },
    selfId: null,
    state: null,
    clockOffsetMs: 0,
    speakerIds: new Set(),
    qualities: {},
  }));
  let isClosed = false;

  // Media asks the connection and the connection feeds media: one of the two has to be reached late.
  const link: HubLink = {
    send: (command) => connection.send(command),
    request: (request) => connection.request(request),
    reportQuality: (rttMs, lossRatio) => connection.reportQuality(rttMs, lossRatio),
  };
  const driver: LiveMediaDriver = createLiveMedia({
    link,
    isOnline: () => store.getState().link.state === 'online',
    capture,
    clock,
    display:
      'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices
        ? navigator.mediaDevices
        : null,
    cores: navigator.hardwareConcurrency,
    ...(parts.media ? { parts: parts.media } : {}),
  });
  const sound = createAudioSink({ media: driver.media, capture });

  function publish(): void {
    const { selfId, state } = mirror;
    store.setState({ selfId, state });
    if (selfId !== null && state) driver.onState(selfId, state);
  }

  function onMessage(message: PushedMessage): void {
    switch (message.type) {
      case 'snapshot':
        mirror.applySnapshot(message);
        publish();
        driver.setRouter(message.routerId, message.rtpCapabilities);
        return;
      case 'events': {
        const heard = mirror.applyEvents(message);
        if (heard === 'unbelievable') {
          connection.resync();
          return;
        }
        publish();
        for (const event of heard) for (const listener of listeners) listener(event);
        return;
      }
      case 'mediaNotice':
        driver.onNotice(message.notice);
        return;
      case 'speakers':
        store.setState({ speakerIds: new Set(message.participantIds) });
        return;
      case 'qualities':
        store.setState({ qualities: message.byParticipant });
        return;
      case 'problem':
        // Nothing that waits belongs to it; the hub says goodbye itself where it must end.
        return;
    }
  }

  const connection: Connection = createConnection({
    url: options.socketUrl,
    fetchTicket: options.fetchTicket,
    openSocket: parts.openSocket ?? openWebSocket,
    onWakeUp: parts.onWakeUp ?? onBrowserWakeUp,
    clock,
    random: options.random ?? Math.random,
    newId: () => crypto.randomUUID(),
    onLink(link) {
      const wasOnline = store.getState().link.state === 'online';
      store.setState({ link });
      switch (link.state) {
        case 'reconnecting':
          if (wasOnline) driver.onLinkLost(() => connection.tryNow());
          store.setState({ speakerIds: new Set(), qualities: {} });
          return;
        case 'closed':
          end();
          // The owner's own close may be followed by another session at once; what the hub ends is over (CL48).
          if (link.reason === 'left') return;
          capture.release('microphone');
          capture.release('camera');
          return;
        case 'connecting':
        case 'online':
          return;
      }
    },
    onMessage,
    onBack: (line) => (line === 'new' ? driver.onLinkBack() : driver.onLinkUnstuck()),
    onHubTime(hubTime, sentAt) {
      offset.sample(hubTime, sentAt, clock.now());
      if (store.getState().clockOffsetMs !== offset.ms) store.setState({ clockOffsetMs: offset.ms });
    },
  });

  function end(): void {
    if (isClosed) return;
    isClosed = true;
    sound.close();
    driver.close();
    listeners.clear();
  }

  return {
    store,
    capture,
    media: driver.media,
    sound,
    send: (command) => connection.send(command),
    leave() {
      const told = connection.send({ type: 'leave' });
      end();
      return told;
    },
    onEvent(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      connection.close();
      end();
    },
  };
}
