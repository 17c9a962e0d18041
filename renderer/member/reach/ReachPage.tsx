import { Radar } from 'lucide-react';
import { useStore } from 'zustand';
import { REACH_WAYS, type ReachWay } from '../../../src/protocol/api/reach.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { TextLink } from '../../ui/TextLink.tsx';
import { useWords } from '../../words/i18n.ts';
import { refusalWords } from '../../words/refusals.ts';
import { CheckLine } from '../CheckLine.tsx';
import type { LineState } from '../deviceChecks.ts';
import { DoorLayout } from '../DoorLayout.tsx';
import styles from './ReachPage.module.css';
import { verdictOf, type ReachModel, type WayState } from './reachModel.ts';
import { adviceWords, statusWords, titleWords, verdictWords } from './reachWords.ts';

const LINE_STATES: Readonly<Record<WayState['at'], LineState>> = {
  trying: 'pending',
  works: 'ok',
  fails: 'trouble',
  absent: 'skipped',
};

/** Whether the member's own device gets through to the hub, way by way, and what it means where it does not. */
export function ReachPage({ model, groupAddress }: { model: ReachModel; groupAddress: string }) {
  const i18n = useWords();
  const view = useStore(model.store);
  const verdict = verdictOf(view);

  return (
    <DoorLayout
      icon={<Radar />}
      title={i18n._('Does this device reach your group?')}
      lead={i18n._(
        'We try each way by itself. It takes a few seconds and needs no camera and no microphone.',
      )}
      actions={
        <>
          <Button
            variant="primary"
            size="large"
            isWide
            onPress={view.isRunning ? undefined : () => void model.run()}
          >
            {i18n._('Try again')}
          </Button>
          <TextLink href={groupAddress}>{i18n._('Back to my group')}</TextLink>
        </>
      }
    >
      <LiveRegion>
        {view.refusal !== null ? (
          <Banner tone="help" role="note">
            {refusalWords(i18n, view.refusal, 'member')}
          </Banner>
        ) : (
          verdict !== 'trying' && (
            <Banner tone={verdict === 'good' ? 'info' : 'help'} role="note">
              {verdictWords(i18n, verdict)}
            </Banner>
          )
        )}
      </LiveRegion>
      {view.refusal === null && (
        <ul role="list" className={styles.lines}>
          <Way way="messages" title={titleWords(i18n, 'messages')} state={view.messages} />
          {REACH_WAYS.map((way) => (
            <Way key={way} way={way} title={titleWords(i18n, way, view.isRelayTls)} state={view.ways[way]} />
          ))}
        </ul>
      )}
    </DoorLayout>
  );
}

function Way({ way, title, state }: { way: ReachWay | 'messages'; title: string; state: WayState }) {
  const i18n = useWords();
  return (
    <CheckLine
      title={title}
      state={LINE_STATES[state.at]}
      status={statusWords(i18n, state)}
      data-testid={`reach-${way}`}
    >
      {state.at === 'fails' && <p>{adviceWords(i18n, way)}</p>}
    </CheckLine>
  );
}
