import '../platform/withoutEval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../ui/base.css';
import { createCapture } from '../live/capture/createCapture.ts';
import { createDevicePreferences } from '../live/capture/devicePreferences.ts';
import { createLiveSession } from '../live/createLiveSession.ts';
import { startTheme } from '../ui/theme.ts';
import { startWords } from '../words/i18n.ts';
import { createAddressBar, parseReachAddress } from './address.ts';
import { findUnsupported, hasDevicePermission } from './browserSupport.ts';
import { createDoorApi } from './doorApi.ts';
import { createDoorMemory } from './doorMemory.ts';
import { MemberApp } from './MemberApp.tsx';
import { createMemberModel } from './memberModel.ts';

startTheme();
await start();

async function start(): Promise<void> {
  const words = await startWords({
    en: [
      () => import('../../resources/locales/en/shared.po'),
      () => import('../../resources/locales/en/member.po'),
    ],
    es: [
      () => import('../../resources/locales/es/shared.po'),
      () => import('../../resources/locales/es/member.po'),
    ],
  });
  const socketUrl = `${location.protocol === 'https:' ? 'wss:' : 'ws:'}//${location.host}/api/live`;
  const root = document.getElementById('root');
  if (root === null) throw new Error('join.html has no #root.');
  const reachSeatId = parseReachAddress(location.pathname);
  if (reachSeatId !== null) {
    const { startReach } = await import('./reach/startReach.tsx');
    await startReach({ root, words, seatId: reachSeatId, socketUrl });
    return;
  }
  const api = createDoorApi((...request) => fetch(...request));
  const capture = createCapture({ preferences: createDevicePreferences(localStorage) });
  const model = createMemberModel({
    api,
    capture,
    addressBar: createAddressBar(window),
    memory: createDoorMemory(() => sessionStorage),
    connect: (seatId) =>
      createLiveSession({ fetchTicket: (signal) => api.fetchTicket(seatId, signal), socketUrl, capture }),
    unsupported: findUnsupported(globalThis),
    hasPermission: hasDevicePermission,
    suggestLanguage: (language) => void words.suggest(language),
    after: (ms, callback) => {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    now: () => performance.now(),
  });

  createRoot(root).render(
    <StrictMode>
      <MemberApp words={words} model={model} />
    </StrictMode>,
  );
  await model.start();
}
