import { lazyRouteComponent } from '@tanstack/react-router';

/** The console's places that are not needed to start it, each in a file with what it alone uses: editors, the live client, slides. */
export const SessionNotesPage = lazyRouteComponent(
  () => import('../notes/SessionNotesPage.tsx'),
  'SessionNotesPage',
);
export const NotesPage = lazyRouteComponent(() => import('../notes/NotesPage.tsx'), 'NotesPage');
export const SessionPage = lazyRouteComponent(() => import('../session/SessionPage.tsx'), 'SessionPage');
export const GroupPage = lazyRouteComponent(() => import('../groups/GroupPage.tsx'), 'GroupPage');
export const LibraryPage = lazyRouteComponent(() => import('../library/LibraryPage.tsx'), 'LibraryPage');
export const DeckPage = lazyRouteComponent(() => import('../library/DeckPage.tsx'), 'DeckPage');
export const ReportsPage = lazyRouteComponent(() => import('../reports/ReportsPage.tsx'), 'ReportsPage');
export const SettingsPage = lazyRouteComponent(() => import('../settings/SettingsPage.tsx'), 'SettingsPage');
export const NoteSettingsPage = lazyRouteComponent(
  () => import('../noteSettings/NoteSettingsPage.tsx'),
  'NoteSettingsPage',
);
export const AuditPage = lazyRouteComponent(() => import('../audit/AuditPage.tsx'), 'AuditPage');

/** In the order in which they are fetched ahead: what has to be there when the network goes comes first. */
const AHEAD = [
  SessionNotesPage,
  NotesPage,
  SessionPage,
  GroupPage,
  LibraryPage,
  DeckPage,
  ReportsPage,
  SettingsPage,
  NoteSettingsPage,
  AuditPage,
];

/**
 * Fetches the places one after another, so that going to one waits for nothing, with or without the hub. Never rejects: one that is
 * missing is fetched again, and said to be missing, when somebody goes there.
 */
export async function fetchPagesAhead(): Promise<void> {
  for (const page of AHEAD) await page.preload?.();
}
