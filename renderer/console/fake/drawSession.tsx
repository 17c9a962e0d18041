import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { renderForTest } from '../../ui/testRender.tsx';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import { ServicesProvider, type Services } from '../app/services.ts';
import { createAccount } from '../model/account.ts';
import { createNotices, type Notice } from '../model/notices.ts';
import { createSessionModel, type SessionModel } from '../session/model/sessionModel.ts';
import { SessionProvider } from '../session/useSession.ts';
import { createFakeHub, type FakeHub } from './fakeHub.ts';
import { createFakeLive, type FakeLive } from './fakeLive.ts';
import { LEAD, meOf, startGroup } from './fakePeople.ts';

/** The console's services with no hub to ask: each question is answered as if it could not be reached. */
export function fakeServices(live: FakeLive): Services {
  const api = createApi(createHttp({ fetch: () => Promise.reject(new TypeError('no hub')) }));
  return {
    api,
    account: createAccount(api),
    notices: createNotices(),
    capture: live.capture,
    connect: () => live,
  };
}

export type DrawnSession = {
  readonly root: HTMLElement;
  readonly hub: FakeHub;
  readonly live: FakeLive;
  readonly model: SessionModel;
  readonly told: readonly Notice[];
};

/** Draws a part of the session screen on a fake hub, in a router of its own, for a component's test. */
export async function drawSession(
  node: ReactNode,
  { hub = createFakeHub(), count = 4 }: { hub?: FakeHub; count?: number } = {},
): Promise<DrawnSession> {
  startGroup(hub, count);
  const live = createFakeLive(hub, LEAD);
  const services = fakeServices(live);
  const told: Notice[] = [];
  services.notices.onAdd((notice) => told.push(notice));
  const model = createSessionModel(live, meOf(LEAD), services, { sessionId: 's1', isOpening: false });
  const router = createRouter({
    routeTree: createRootRoute({ component: () => node }),
    history: createMemoryHistory(),
  });
  await router.load();
  const root = await renderForTest(
    <ServicesProvider value={services}>
      <SessionProvider value={model}>
        <RouterProvider router={router} />
      </SessionProvider>
    </ServicesProvider>,
  );
  return { root, hub, live, model, told };
}
