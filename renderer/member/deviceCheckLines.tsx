import { useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../words/i18n.ts';
import { browserFamily } from './browserSupport.ts';
import { CheckLine } from './CheckLine.tsx';
import { checkLines, type LineState } from './deviceChecks.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { FixDialog } from './FixDialog.tsx';
import { connectionSteps, fixSteps, speakerSteps, troubleLine } from './fixSteps.ts';
import { MicrophoneLevel } from './MicrophoneLevel.tsx';
import { useModel } from './modelContext.ts';

/** The camera's or the microphone's line. */
export function InputLine({ kind, state }: { kind: 'camera' | 'microphone'; state: LineState }) {
  const i18n = useWords();
  const { capture, check, store } = useModel();
  const { trouble, track } = useStore(capture.store, (view) => view[kind]);
  const hasHeardVoice = useStore(store, (view) => view.check.hasHeardVoice);
  const [isFixing, setFixing] = useState(false);
  const title = kind === 'camera' ? i18n._('Camera') : i18n._('Microphone');

  function status(): string {
    if (trouble !== null) return troubleLine(i18n, trouble);
    if (track === null)
      return state === 'skipped' ? i18n._('Left out') : i18n._('Waiting for your answer in the browser…');
    if (kind === 'camera') return i18n._('Working');
    return hasHeardVoice ? i18n._('We hear you. Good level') : i18n._('Say a few words');
  }

  return (
    <CheckLine
      title={title}
      state={state}
      status={status()}
      data-testid={`check-${kind}`}
      actions={
        <Button
          size="small"
          aria-label={
            trouble === null
              ? i18n._('Change: {device}', { device: title })
              : i18n._('Fix it: {device}', { device: title })
          }
          onPress={() => setFixing(true)}
        >
          {trouble === null ? i18n._('Change') : i18n._('Fix it')}
        </Button>
      }
    >
      {kind === 'microphone' && track !== null && <MicrophoneLevel />}
      <FixDialog
        isOpen={isFixing}
        onClose={() => setFixing(false)}
        title={trouble === null ? title : `${title}: ${troubleLine(i18n, trouble)}`}
        steps={
          trouble === null
            ? []
            : fixSteps(i18n, trouble, browserFamily(navigator.userAgent, navigator.maxTouchPoints))
        }
        onRetry={() => void check.start()}
      >
        <DeviceSelect kind={kind} />
      </FixDialog>
    </CheckLine>
  );
}

/** The speaker's line: play a sound, and say whether it was heard. */
export function SpeakerLine() {
  const i18n = useWords();
  const { capture, check, store } = useModel();
  const view = useStore(store, ({ check: current }) => current);
  const captureView = useStore(capture.store);
  const [isFixing, setFixing] = useState(false);
  const { speaker } = view;

  function status(): string {
    switch (speaker) {
      case 'untried':
        return i18n._('Can you hear us?');
      case 'playing':
        return i18n._('Playing…');
      case 'asking':
        return i18n._('Did you hear the sound?');
      case 'heard':
        return i18n._('You hear us');
      case 'notHeard':
        return i18n._('You did not hear it');
      case 'blocked':
        return i18n._('The sound could not be played');
    }
  }

  const play = (
    <Button size="small" onPress={speaker === 'playing' ? undefined : () => void check.playSound()}>
      {speaker === 'untried' || speaker === 'playing' ? i18n._('Play a sound') : i18n._('Play again')}
    </Button>
  );
  return (
    <CheckLine
      title={i18n._('Speaker')}
      state={checkLines(view, captureView).speaker}
      status={status()}
      data-testid="check-speaker"
      actions={
        speaker === 'asking' ? (
          <>
            <Button size="small" variant="primary" onPress={() => check.answerSound(true)}>
              {i18n._('I heard it')}
            </Button>
            <Button size="small" onPress={() => check.answerSound(false)}>
              {i18n._('No')}
            </Button>
          </>
        ) : speaker === 'notHeard' || speaker === 'blocked' ? (
          <Button
            size="small"
            aria-label={i18n._('Fix it: {device}', { device: i18n._('Speaker') })}
            onPress={() => setFixing(true)}
          >
            {i18n._('Fix it')}
          </Button>
        ) : (
          play
        )
      }
    >
      <FixDialog
        isOpen={isFixing}
        onClose={() => setFixing(false)}
        title={i18n._('Speaker')}
        steps={speakerSteps(i18n)}
        onRetry={() => void check.playSound()}
      >
        <DeviceSelect kind="speaker" />
      </FixDialog>
    </CheckLine>
  );
}

/** The connection's line. */
export function ConnectionLine() {
  const i18n = useWords();
  const { capture, check, store } = useModel();
  const view = useStore(store, ({ check: current }) => current);
  const captureView = useStore(capture.store);
  const [isFixing, setFixing] = useState(false);
  const isWeak = view.connection === 'slow' || view.connection === 'lost';

  function status(): string {
    switch (view.connection) {
      case 'measuring':
        return i18n._('Looking…');
      case 'good':
        return i18n._('Good enough for video');
      case 'slow':
        return i18n._('A bit slow. Sound comes before pictures');
      case 'lost':
        return i18n._('Not connected. We keep trying');
    }
  }

  return (
    <CheckLine
      title={i18n._('Connection')}
      state={checkLines(view, captureView).connection}
      status={status()}
      data-testid="check-connection"
      actions={
        isWeak && (
          <Button
            size="small"
            aria-label={i18n._('Fix it: {device}', { device: i18n._('Connection') })}
            onPress={() => setFixing(true)}
          >
            {i18n._('Fix it')}
          </Button>
        )
      }
    >
      <FixDialog
        isOpen={isFixing}
        onClose={() => setFixing(false)}
        title={i18n._('Connection')}
        steps={connectionSteps(i18n)}
        onRetry={() => void check.measure()}
      />
    </CheckLine>
  );
}
