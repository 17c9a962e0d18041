import { Device } from 'mediasoup-client';
import { createRoot } from 'react-dom/client';
import { StrictMode } from 'react';
import { parseRtpCapabilities } from '../../live/media/rtcParameters.ts';
import { UiRoot } from '../../ui/UiRoot.tsx';
import type { WordsControl } from '../../words/i18n.ts';
import { Words } from '../../words/Words.tsx';
import { MishapBoundary } from '../Mishap.tsx';
import { createReachApi } from './reachApi.ts';
import { createReachModel } from './reachModel.ts';
import { ReachPage } from './ReachPage.tsx';
import { tryMessages } from './tryMessages.ts';
import { tryWay } from './tryWay.ts';

/** Builds the page of `/join/<seatId>/reach` and tries at once. */
export async function startReach(options: {
  root: HTMLElement;
  words: WordsControl;
  seatId: string;
  socketUrl: string;
}): Promise<void> {
  const { root, words, seatId, socketUrl } = options;
  const api = createReachApi((...request) => fetch(...request), seatId);
  const model = createReachModel({
    api,
    tryMessages: () => tryMessages(socketUrl),
    async openDevice(reply) {
      const device = await Device.factory();
      await device.load({ routerRtpCapabilities: parseRtpCapabilities(reply.rtpCapabilities) });
      return async (way) => {
        const offer = reply[way];
        if (offer === null) return null;
        return tryWay(device, offer, (dtlsParameters) => api.connect(reply.reachId, way, dtlsParameters));
      };
    },
  });
  createRoot(root).render(
    <StrictMode>
      <Words words={words}>
        <UiRoot>
          <MishapBoundary onMishap={() => undefined}>
            <ReachPage model={model} groupAddress={`/join/${seatId}`} />
          </MishapBoundary>
        </UiRoot>
      </Words>
    </StrictMode>,
  );
  api.readSeat().then(
    ({ language }) => words.suggest(language),
    () => undefined, // The try itself says what is wrong.
  );
  await model.run();
}
