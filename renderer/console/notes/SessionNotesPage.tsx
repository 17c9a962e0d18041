import type { ReactNode } from 'react';
import { Banner } from '../../ui/Banner.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { useWords } from '../../words/i18n.ts';
import { Page } from '../app/Page.tsx';
import { QueryPane } from '../app/QueryPane.tsx';
import { useMe, useServices } from '../app/services.ts';
import { useQuery, useReload } from '../app/useQuery.ts';
import { useNotebook } from '../notebook/NotebookContext.ts';
import { SessionFlow } from './SessionFlow.tsx';
import { UntoldSession } from './UntoldSession.tsx';

export type SessionNotesPageProps = {
  sessionId: string;
  /** Whose note is on the screen: a member's id, or `group`; null for the first. */
  subject: string | null;
  onSubject: (subject: string) => void;
};

/** How often the hub is asked what others have signed meanwhile, in milliseconds (WR55). */
const REFRESH_MS = 15_000;

/** The notes of one session, as one flow (WR11). */
export function SessionNotesPage({ sessionId, subject, onSubject }: SessionNotesPageProps) {
  const i18n = useWords();
  const { api } = useServices();
  const me = useMe();
  const { view, query } = useQuery(() => api.sessionNotes(sessionId));
  useReload(query, REFRESH_MS);
  return (
    <IfOpen>
      {view.stage === 'failed' && view.error.kind === 'unavailable' ? (
        <UntoldSession sessionId={sessionId} onRetry={() => void query.reload()} />
      ) : (
        <QueryPane view={view} onRetry={() => void query.reload()}>
          {(reply) => (
            <SessionFlow
              reply={reply}
              me={me}
              subject={subject}
              onSubject={onSubject}
              onChanged={() => void query.reload()}
            />
          )}
        </QueryPane>
      )}
      {view.stage === 'loading' && <h1 className="visuallyHidden">{i18n._('Notes')}</h1>}
    </IfOpen>
  );
}

/** What needs the notebook, where it is open; otherwise why it is not. */
function IfOpen({ children }: { children: ReactNode }) {
  const i18n = useWords();
  const { at } = useNotebook();
  if (at === 'open') return children;
  return (
    <Page title={i18n._('Notes')}>
      {at === 'starting' ? (
        <Spinner label={i18n._('Opening the notebook…')} />
      ) : (
        <Banner tone="info">
          {at === 'openElsewhere'
            ? i18n._(
                'The notebook is open in another window. Write there, or close that window and come back.',
              )
            : i18n._('The notebook is locked. Unlock it to read and write notes.')}
        </Banner>
      )}
    </Page>
  );
}
