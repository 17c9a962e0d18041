import '../platform/withoutEval.ts';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { createCapture } from '../live/capture/createCapture.ts';
import { createDevicePreferences } from '../live/capture/devicePreferences.ts';
import { detectPlatform } from '../platform/detectPlatform.ts';
import { socketUrl, type Platform } from '../platform/platform.ts';
import { PlatformProvider } from '../platform/PlatformContext.ts';
import { ScreenPickerHost } from '../platform/ScreenPickerHost.tsx';
import '../ui/base.css';
import { startTheme } from '../ui/theme.ts';
import { UiRoot } from '../ui/UiRoot.tsx';
import { languageOf, startWords } from '../words/i18n.ts';
import { Words } from '../words/Words.tsx';
import { createApi } from './api/api.ts';
import { createHttp, type HttpOptions } from './api/http.ts';
import { createLockApi } from './api/lockApi.ts';
import { NoticeToasts } from './app/NoticeToasts.tsx';
import { fetchPagesAhead } from './app/lazyPages.ts';
import { createConsoleRouter } from './app/router.tsx';
import { PassphraseAccount } from './app/PassphraseAccount.tsx';
import { ServicesProvider, type Services } from './app/services.ts';
import { createKeptAnswers } from './away/keptAnswers.ts';
import { createKnownNotebooks } from './away/knownNotebooks.ts';
import { createReadAhead } from './away/readAhead.ts';
import { ConfirmIdentity } from './confirm/ConfirmIdentity.tsx';
import { createConfirming } from './confirm/confirmModel.ts';
import { openLockChannel } from './lock/lockChannel.ts';
import { LockHost } from './lock/LockHost.tsx';
import { createLockMarks, followMarks } from './lock/lockMarks.ts';
import { createLock } from './lock/lockModel.ts';
import { accountIdOf, createAccount, type Account } from './model/account.ts';
import { createHubWatch } from './model/hubWatch.ts';
import { createKeyPreference } from './model/keyPreference.ts';
import { createNotices } from './model/notices.ts';
import { createPasskeys } from './model/passkeys.ts';
import { createPendingSignOut, SIGN_OUT_KEY } from './model/pendingSignOut.ts';
import { NotebookHost } from './notebook/NotebookHost.tsx';
import { createBrowserNotebook } from './notebook/createBrowserNotebook.ts';
import { followAccount } from './notebook/followAccount.ts';
import { createOlderNotes } from './notes/model/olderNotes.ts';
import { ShellGate } from './shell/ShellGate.tsx';
import { ShellLinks, type Way } from './shell/ShellLinks.tsx';
import { ShellToasts } from './shell/ShellToasts.tsx';

/** After how long the places that are not on the screen are fetched, in milliseconds: what is on it comes first. */
const AHEAD_AFTER_MS = 1_000;

/** Builds the console's services on the real hub and the real devices. */
function createServices(platform: Platform): Services {
  let account: Account | null = null;
  const notices = createNotices();
  const kept = createKeptAnswers();
  const knownNotebooks = createKnownNotebooks(localStorage);
  const timers = {
    set: (run: () => void, ms: number) => window.setTimeout(run, ms),
    clear: (timer: number) => window.clearTimeout(timer),
  };
  const pendingSignOut = createPendingSignOut({
    fetch: (input, init) => fetch(input, init),
    storage: localStorage,
    timers,
  });
  const onTheHub = {
    fetch: pendingSignOut.fetch,
    drawnFor: () => (account === null ? null : accountIdOf(account.store.getState())),
    kept,
    onAnswer: (isThere) => hubWatch.answered(isThere),
    onSignedOut(error) {
      const view = account?.store.getState();
      if (view?.stage !== 'signedIn') return;
      account?.markSignedOut();
      if (error.rule !== undefined && view.unproved === undefined) notices.add({ kind: 'refused', error });
    },
  } satisfies HttpOptions;
  const lockApi = createLockApi(createHttp(onTheHub));
  const signOut = async (): Promise<null> => {
    const staffId = account === null ? null : accountIdOf(account.store.getState());
    const ended = await pendingSignOut.signOut(lockApi);
    // As after a lock, the keychain opens nothing until there is a proof.
    if (staffId !== null) marks.add(staffId);
    return ended;
  };
  const confirming = createConfirming(lockApi);
  const marks = createLockMarks(localStorage);
  const lock = createLock({
    api: { ...lockApi, signOut },
    channel: openLockChannel(),
    signedInAs() {
      const view = account?.store.getState();
      return view?.stage === 'signedIn' ? view.me.staff.id : null;
    },
    marks,
    provesWithoutHub: (passphrase) => notebook.proves(passphrase),
    onLocked: () => void notebook.lock(),
    onUnlocked(passphrase) {
      const staffId = account === null ? null : accountIdOf(account.store.getState());
      if (passphrase !== null && staffId !== null) notebook.hear(staffId, passphrase);
      void notebook.wake();
    },
    leave: () => window.location.assign('/sign-in'),
    now: () => Date.now(),
    timers,
  });
  const api = createApi(
    createHttp({
      ...onTheHub,
      onHeld: (rule) => (rule === 'account.locked' ? lock.whenUnlocked() : confirming.ask()),
    }),
  );
  // A session comes back by itself, also behind the lock: its tickets are not held until somebody unlocks (CO63).
  const ticketApi = createApi(createHttp(onTheHub));
  const notebook = createBrowserNotebook({
    platform,
    api: createApi(createHttp(onTheHub)),
    confirm: lockApi.confirm,
    openWorkstation: api.openWorkstation,
    wasLocked: marks.has,
    timers,
    onAnotherBox() {
      const error = new CirclewellError('conflict', 'another workstation was first', 'notes.anotherBox');
      notices.add({ kind: 'refused', error });
    },
    onOpened(owner, client) {
      knownNotebooks.remember(owner);
      kept.follow({ staffId: owner.staffId, client });
      const view = account?.store.getState();
      if (view?.stage === 'signedIn' && view.unproved === undefined)
        kept.arrived(view.me.staff.id, '/api/me', view.me);
    },
  });
  account = createAccount({ ...api, signOut }, { onPassphrase: notebook.hear, onProof: marks.remove });
  followMarks(account, lock, marks);
  followAccount(account, notebook, kept, knownNotebooks);
  const proved = account;
  const hubWatch = createHubWatch({
    api,
    mayAsk() {
      const view = proved.store.getState();
      return view.stage === 'signedIn' && view.unproved !== 'over' && !lock.store.getState().isLocked;
    },
    timers,
  });
  hubWatch.store.subscribe((view, before) => {
    if (view.isAway || !before.isAway) return;
    void proved.prove();
    notebook.sync();
    readAhead.stir();
  });
  notebook.store.subscribe(({ access }) => {
    if (access.at !== 'open') kept.follow(null);
    if (access.at === 'none') kept.forget();
  });
  // Somebody has signed out on another page, and the hub has not heard of it.
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key !== SIGN_OUT_KEY) return;
    pendingSignOut.look();
    if (newValue !== null) void notebook.follow(null).then(() => window.location.assign('/sign-in'));
  });
  const olderNotes = createOlderNotes(api, () => Date.now());
  account.store.subscribe((view, before) => {
    if (accountIdOf(view) !== accountIdOf(before)) olderNotes.forget();
  });
  const readAhead = createReadAhead({
    api: createApi(createHttp({ ...onTheHub, kept: { arrived: kept.arrived, missing: async () => null } })),
    olderNotes,
    account: proved.store.getState,
    notebook: kept.followed,
    isAway: () => hubWatch.store.getState().isAway,
    timers,
    now: () => Date.now(),
  });
  notebook.store.subscribe(({ access }, before) => {
    if (access.at === 'open' && before.access.at !== 'open') readAhead.stir();
  });
  const capture = createCapture({ preferences: createDevicePreferences(localStorage) });
  return {
    api,
    account,
    confirming,
    lock,
    hubWatch,
    kept,
    knownNotebooks,
    olderNotes,
    readAhead,
    pendingSignOut,
    notebook,
    notices,
    keys: createKeyPreference(localStorage),
    passkeys: createPasskeys(location),
    capture,
    connect: (sessionId, join) =>
      join({
        socketUrl: socketUrl(platform, '/api/live'),
        capture,
        fetchTicket: async (signal) => (await ticketApi.liveTicket(sessionId, signal)).ticket,
      }),
  };
}

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  const platform = await detectPlatform();
  const words = await startWords({
    en: [
      () => import('../../resources/locales/en/shared.po'),
      () => import('../../resources/locales/en/console.po'),
    ],
    es: [
      () => import('../../resources/locales/es/shared.po'),
      () => import('../../resources/locales/es/console.po'),
    ],
  });
  const services = createServices(platform);
  const router = createConsoleRouter(services);
  // A sign-in that runs out anywhere leads to the sign-in page; the session screen says it in its own words first.
  services.account.store.subscribe((view, before) => {
    if (
      view.stage === 'signedOut' &&
      before.stage === 'signedIn' &&
      !router.state.location.pathname.startsWith('/session/')
    )
      void router.invalidate();
  });
  const tellLanguage = (): void => platform.tellLanguage(languageOf(words.i18n));
  words.i18n.on('change', tellLanguage);
  tellLanguage();
  const way: Way = {
    where: () => router.state.location.pathname,
    goTo: (path) => void router.navigate({ href: path }),
  };
  createRoot(root).render(
    <StrictMode>
      <Words words={words}>
        <UiRoot>
          <PlatformProvider value={platform}>
            <ServicesProvider value={services}>
              <PassphraseAccount>
                <NoticeToasts />
                <ScreenPickerHost platform={platform} />
                <ShellToasts />
                <ConfirmIdentity />
                <LockHost />
                <ShellLinks way={way} />
                <ShellGate>
                  <NotebookHost>
                    <RouterProvider router={router} />
                  </NotebookHost>
                </ShellGate>
              </PassphraseAccount>
            </ServicesProvider>
          </PlatformProvider>
        </UiRoot>
      </Words>
    </StrictMode>,
  );
  setTimeout(() => void fetchPagesAhead(), AHEAD_AFTER_MS);
}

const root = document.getElementById('root');
if (root) void start(root);
