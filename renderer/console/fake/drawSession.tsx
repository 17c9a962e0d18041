import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, type ReactNode } from 'react';
import { createStore } from 'zustand/vanilla';
import { renderForTest } from '../../ui/testRender.tsx';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import { createLockApi } from '../api/lockApi.ts';
import { ServicesProvider, type Services } from '../app/services.ts';
import { createKeptAnswers } from '../away/keptAnswers.ts';
import { createConfirming } from '../confirm/confirmModel.ts';
import { createLock } from '../lock/lockModel.ts';
import { createAccount } from '../model/account.ts';
import { wait } from '../model/wait.ts';
import { createKeyPreference } from '../model/keyPreference.ts';
import { createPendingSignOut } from '../model/pendingSignOut.ts';
import { createOlderNotes } from '../notes/model/olderNotes.ts';
import { createNotices, type Notice } from '../model/notices.ts';
import { createSessionModel, type SessionModel } from '../session/model/sessionModel.ts';
import { SessionProvider } from '../session/useSession.ts';
import { createFakeHub, type FakeHub } from './fakeHub.ts';
import { createFakeLive, type FakeLive } from './fakeLive.ts';
import { NO_NOTEBOOK } from './fakeNotebook.ts';
import { NO_PASSKEYS } from './fakePasskeys.ts';
import { arrive, LEAD, meOf, startGroup } from './fakePeople.ts';

/** The console's services with no hub to ask: each question is answered as if it could not be reached. */
export function fakeServices(live: FakeLive): Services {
  const http = createHttp({ fetch: () => Promise.reject(new TypeError('no hub')) });
  const api = createApi(http);
  const lockApi = createLockApi(http);
  return {
    api,
    account: createAccount(api),
    confirming: createConfirming(lockApi),
    lock: createLock({
      api: lockApi,
      channel: { post: () => undefined, onMessage: () => () => undefined, close: () => undefined },
      signedInAs: () => 'maria',
      marks: { add: () => undefined, remove: () => undefined },
      onLocked: () => undefined,
      provesWithoutHub: async () => false,
      onUnlocked: () => undefined,
      leave: () => undefined,
      now: () => 0,
      timers: { set: () => 0, clear: () => undefined },
    }),
    hubWatch: {
      store: createStore(() => ({ canSave: true, isAway: false })),
      answered: () => undefined,
      askNow: async () => undefined,
      close: () => undefined,
    },
    pendingSignOut: createPendingSignOut({
      fetch: () => Promise.reject(new TypeError('no hub')),
      storage: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
      timers: { set: () => 0 },
    }),
    kept: createKeptAnswers(),
    knownNotebooks: { list: () => [], remember: () => undefined },
    olderNotes: createOlderNotes(api, () => 0),
    readAhead: { stir: () => undefined },
    notebook: NO_NOTEBOOK,
    notices: createNotices(),
    passkeys: NO_PASSKEYS,
    keys: createKeyPreference({ getItem: () => null, setItem: () => undefined }),
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

/** Draws something in a router of its own, with the console's services around it. */
export async function drawPlace(node: ReactNode, services: Services): Promise<HTMLElement> {
  const router = createRouter({
    routeTree: createRootRoute({ component: () => node }),
    history: createMemoryHistory(),
  });
  await router.load();
  return renderForTest(
    <ServicesProvider value={services}>
      <RouterProvider router={router} />
    </ServicesProvider>,
  );
}

/** Draws a part of the session screen on a fake hub, for a component's test. */
export async function drawSession(
  node: ReactNode,
  { hub = createFakeHub(), count = 4 }: { hub?: FakeHub; count?: number } = {},
): Promise<DrawnSession> {
  startGroup(hub, count);
  return drawOn(node, hub);
}

/** The same before the waiting room is open, with the lead alone inside. */
export async function drawUnstarted(node: ReactNode): Promise<DrawnSession> {
  const hub = createFakeHub();
  arrive(hub, LEAD);
  return drawOn(node, hub);
}

async function drawOn(node: ReactNode, hub: FakeHub): Promise<DrawnSession> {
  const live = createFakeLive(hub, LEAD);
  const services = fakeServices(live);
  const told: Notice[] = [];
  services.notices.onAdd((notice) => told.push(notice));
  const model = createSessionModel(
    live,
    meOf(LEAD),
    { ...services, after: wait },
    { sessionId: 's1', isOpening: false },
  );
  const root = await drawPlace(<SessionProvider value={model}>{node}</SessionProvider>, services);
  return { root, hub, live, model, told };
}

/** Writes into a field as a person does; what was in it is replaced. */
export async function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  await act(async () => {
    // React keeps count of a field's value by its own setter; the element's own one tells it of a change.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}
