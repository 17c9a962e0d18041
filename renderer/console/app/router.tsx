import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  type RouteComponent,
} from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { OfflinePage } from '../away/OfflinePage.tsx';
import { openAtHub } from '../away/openAtHub.ts';
import { EmergencyPage } from '../emergency/EmergencyPage.tsx';
import { GroupsPage } from '../groups/GroupsPage.tsx';
import { SetupPage } from '../signIn/SetupPage.tsx';
import { SignInPage } from '../signIn/SignInPage.tsx';
import { WelcomePage } from '../signIn/WelcomePage.tsx';
import { TodayPage } from '../today/TodayPage.tsx';
import { Frame } from './Frame.tsx';
import { HubGone } from './HubGone.tsx';
import {
  AuditPage,
  DeckPage,
  GroupPage,
  LibraryPage,
  NoteSettingsPage,
  NotesPage,
  ReportsPage,
  SessionNotesPage,
  SessionPage,
  SettingsPage,
} from './lazyPages.ts';
import { NotFound } from './NotFound.tsx';
import type { Services } from './services.ts';

/** A place that hands something to its page: the router fetches the page before it goes there. */
const fetching = (
  page: { readonly preload?: (() => Promise<void> | undefined) | undefined },
  component: RouteComponent,
): RouteComponent => Object.assign(component, { preload: async () => page.preload?.() });

const rootRoute = createRootRouteWithContext<{ services: Services }>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: HubGone,
});

const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: SetupPage,
  beforeLoad: async ({ context }) => {
    if ((await context.services.account.ensure()).stage !== 'notSetUp') throw redirect({ to: '/today' });
  },
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: SignInPage,
  beforeLoad: async ({ context }) => {
    const { stage } = await openAtHub(context.services, '/today');
    if (stage === 'notSetUp') throw redirect({ to: '/setup' });
    if (stage === 'signedIn') throw redirect({ to: '/today' });
  },
});

/** Where staff's links for a passphrase lead, whoever is signed in here. */
const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/welcome',
  component: WelcomePage,
});

/** The door where the hub does not answer (NB62). */
const offlineRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/offline',
  validateSearch: (search: Record<string, unknown>): { to: string } => {
    const { to } = search;
    return { to: typeof to === 'string' && /^\/(?!\/)/.test(to) ? to : '/today' };
  },
  component: function Offline() {
    return <OfflinePage to={offlineRoute.useSearch().to} />;
  },
});

/** Everything behind the sign-in. */
const insideRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'inside',
  component: Outlet,
  beforeLoad: async ({ context, location }) => {
    const { stage } = await openAtHub(context.services, location.href);
    if (stage === 'notSetUp') throw redirect({ to: '/setup' });
    if (stage !== 'signedIn') throw redirect({ to: '/sign-in' });
  },
});

const frameRoute = createRoute({ getParentRoute: () => insideRoute, id: 'frame', component: Frame });
const place = { getParentRoute: () => frameRoute };

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' });
  },
});
const todayRoute = createRoute({ ...place, path: '/today', component: TodayPage });
const groupsRoute = createRoute({ ...place, path: '/groups', component: GroupsPage });
const groupRoute = createRoute({
  ...place,
  path: '/groups/$groupId',
  component: fetching(GroupPage, function Group(): ReactNode {
    return <GroupPage groupId={groupRoute.useParams().groupId} />;
  }),
});
const emergencyRoute = createRoute({
  ...place,
  path: '/emergency/$accessId',
  component: function Emergency() {
    const { accessId } = emergencyRoute.useParams();
    return <EmergencyPage key={accessId} accessId={accessId} />;
  },
});
const notesRoute = createRoute({ ...place, path: '/notes', component: NotesPage });
const sessionNotesRoute = createRoute({
  ...place,
  path: '/notes/$sessionId',
  validateSearch: (search: Record<string, unknown>): { note?: string } =>
    typeof search['note'] === 'string' ? { note: search['note'] } : {},
  component: fetching(SessionNotesPage, function SessionNotes(): ReactNode {
    const { sessionId } = sessionNotesRoute.useParams();
    const { note } = sessionNotesRoute.useSearch();
    const navigate = sessionNotesRoute.useNavigate();
    return (
      <SessionNotesPage
        key={sessionId}
        sessionId={sessionId}
        subject={note ?? null}
        onSubject={(subject) => void navigate({ search: { note: subject }, replace: true })}
      />
    );
  }),
});
const libraryRoute = createRoute({ ...place, path: '/library', component: LibraryPage });
const deckRoute = createRoute({
  ...place,
  path: '/library/$deckId',
  component: fetching(DeckPage, function Deck(): ReactNode {
    return <DeckPage deckId={deckRoute.useParams().deckId} />;
  }),
});
const reportsRoute = createRoute({
  ...place,
  path: '/reports',
  validateSearch: (search: Record<string, unknown>): { session?: string } =>
    typeof search['session'] === 'string' ? { session: search['session'] } : {},
  component: fetching(ReportsPage, function Reports(): ReactNode {
    return <ReportsPage sessionId={reportsRoute.useSearch().session ?? null} />;
  }),
});
const settingsRoute = createRoute({ ...place, path: '/settings', component: SettingsPage });
const noteSettingsRoute = createRoute({ ...place, path: '/settings/notes', component: NoteSettingsPage });
const auditRoute = createRoute({ ...place, path: '/settings/audit', component: AuditPage });

/** The session fills the whole window: it has no side navigation. */
const sessionRoute = createRoute({
  getParentRoute: () => insideRoute,
  path: '/session/$sessionId',
  component: fetching(SessionPage, function Session(): ReactNode {
    const { sessionId } = sessionRoute.useParams();
    return <SessionPage key={sessionId} sessionId={sessionId} />;
  }),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  setupRoute,
  signInRoute,
  welcomeRoute,
  offlineRoute,
  insideRoute.addChildren([
    sessionRoute,
    frameRoute.addChildren([
      todayRoute,
      groupsRoute,
      groupRoute,
      emergencyRoute,
      notesRoute,
      sessionNotesRoute,
      libraryRoute,
      deckRoute,
      reportsRoute,
      settingsRoute,
      auditRoute,
      noteSettingsRoute,
    ]),
  ]),
]);

/** The console's addresses (CO1). */
export function createConsoleRouter(services: Services) {
  return createRouter({ routeTree, context: { services }, defaultPendingMs: 300, scrollRestoration: true });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
