import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { UiRoot } from '../ui/UiRoot.tsx';
import type { WordsControl } from '../words/i18n.ts';
import { Words } from '../words/Words.tsx';
import { Agreement } from './Agreement.tsx';
import { DeviceCheck } from './DeviceCheck.tsx';
import { Goodbye } from './Goodbye.tsx';
import type { MemberModel } from './memberContract.ts';
import { MishapBoundary } from './Mishap.tsx';
import { ModelContext, useModel } from './modelContext.ts';
import { Opening } from './Opening.tsx';
import { PrivacyCheck } from './PrivacyCheck.tsx';
import { NoSession, Refused, TurnedAway, Unreachable, Unusable } from './Problems.tsx';
import { Returning } from './Returning.tsx';
import { Room } from './room/Room.tsx';
import { TooEarly } from './TooEarly.tsx';
import { Waiting } from './Waiting.tsx';

/** The member's page: one screen for each stage of the model. */
export function MemberApp({ words, model }: { words: WordsControl; model: MemberModel }) {
  return (
    <Words words={words}>
      <ModelContext value={model}>
        <UiRoot>
          <MishapBoundary onMishap={() => model.giveUp()}>
            <Screen />
          </MishapBoundary>
        </UiRoot>
      </ModelContext>
    </Words>
  );
}

function Screen(): ReactNode {
  const { stage, live } = useStore(useModel().store);
  switch (stage.at) {
    case 'opening':
    case 'connecting':
      return <Opening />;
    case 'entering':
      return <Opening isEntering />;
    case 'unusable':
      return <Unusable reason={stage.reason} />;
    case 'refused':
      return <Refused error={stage.error} />;
    case 'unreachable':
      return <Unreachable />;
    case 'noSession':
      return <NoSession seat={stage.seat} />;
    case 'deviceCheck':
      return <DeviceCheck seat={stage.seat} />;
    case 'privacyCheck':
      return <PrivacyCheck isDriving={stage.isDriving} />;
    case 'agreement':
      return <Agreement />;
    case 'returning':
      return <Returning seat={stage.seat} />;
    case 'turnedAway':
      return <TurnedAway error={stage.error} />;
    case 'tooEarly':
      return <TooEarly opensAt={stage.opensAt} />;
    case 'waiting':
      return live && <Waiting live={live} />;
    case 'room':
      return live && <Room key="room" live={live} />;
    case 'goodbye':
      return <Goodbye reason={stage.reason} />;
  }
}
