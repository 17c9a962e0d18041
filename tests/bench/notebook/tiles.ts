import { createCapture } from '../../../renderer/live/capture/createCapture.ts';
import { openWebSocket } from '../../../renderer/live/connection/liveSocket.ts';
import type { LiveSession } from '../../../renderer/live/contract.ts';
import { createLiveSession } from '../../../renderer/live/createLiveSession.ts';
import { askHub } from '../../../renderer/member/askHub.ts';
import { liveTicketReplySchema } from '../../../src/protocol/api/groups.ts';

const fetchHere = globalThis.fetch.bind(globalThis);

/** The lead in a session, without camera and microphone, who sees everybody else in a tile. */
export async function enterAsLead(sessionId: string, people: HTMLElement): Promise<LiveSession> {
  const ticket = async (): Promise<string> =>
    (
      await askHub(fetchHere, `/api/sessions/${sessionId}/live-tickets`, liveTicketReplySchema, {
        method: 'POST',
        body: '{}',
      })
    ).ticket;
  const session = createLiveSession(
    { fetchTicket: ticket, socketUrl: `ws://${location.host}/api/live`, capture: createCapture() },
    { openSocket: openWebSocket },
  );
  await session.send({ type: 'openWaitingRoom' });
  await session.send({ type: 'arrive', isMicOn: false, isCameraOn: false });
  await session.send({ type: 'startSession' });
  const shown = new Map<string, HTMLVideoElement>();
  session.media.store.subscribe(({ remote }) => {
    for (const [id, { camera }] of Object.entries(remote)) {
      if (!camera || shown.get(id)?.srcObject === camera.stream) continue;
      const video = shown.get(id) ?? document.createElement('video');
      Object.assign(video, { muted: true, autoplay: true, srcObject: camera.stream });
      if (!shown.has(id)) session.media.claimSize(id, 'tile');
      shown.set(id, video);
      people.append(video);
    }
  });
  return session;
}

/** How many pictures each tile has drawn. */
export function picturesOf(people: HTMLElement): number[] {
  return [...people.querySelectorAll('video')].map(
    (video) => video.getVideoPlaybackQuality().totalVideoFrames,
  );
}
