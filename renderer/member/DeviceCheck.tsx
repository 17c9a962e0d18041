import { useStore } from 'zustand';
import type { Seat } from '../../src/protocol/api/door.ts';
import { Banner } from '../ui/Banner.tsx';
import { Button } from '../ui/Button.tsx';
import { LiveRegion } from '../ui/LiveRegion.tsx';
import { TextLink } from '../ui/TextLink.tsx';
import { useWords } from '../words/i18n.ts';
import { clockTime, dayAndTime, isSameDay } from '../words/time.ts';
import { reachAddress } from './address.ts';
import styles from './DeviceCheck.module.css';
import { ConnectionLine, InputLine, SpeakerLine } from './deviceCheckLines.tsx';
import { checkLines } from './deviceChecks.ts';
import { DoorLayout } from './DoorLayout.tsx';
import { useModel } from './modelContext.ts';
import { SelfPreview } from './SelfPreview.tsx';

/** Camera, microphone, speaker and connection, each with what to do when it does not work. */
export function DeviceCheck({ seat }: { seat: Seat }) {
  const i18n = useWords();
  const model = useModel();
  const check = useStore(model.store, (view) => view.check);
  const capture = useStore(model.capture.store);
  const lines = checkLines(check, capture);
  const start = seat.session?.scheduledStart;
  const time =
    start !== undefined && (isSameDay(start, Date.now()) ? clockTime(i18n, start) : dayAndTime(i18n, start));

  return (
    <DoorLayout
      title={i18n._('Hello, {name}', { name: seat.displayName })}
      lead={
        time === false
          ? i18n._('Two short checks, then the waiting room.')
          : i18n._('Two short checks, then the waiting room. Your group starts at {time}.', { time })
      }
      actions={
        <>
          {check.hasStarted ? (
            <Button
              variant="primary"
              size="large"
              isWide
              onPress={check.isAsking ? undefined : () => model.finishDeviceCheck()}
            >
              {i18n._('Next: where are you today?')}
            </Button>
          ) : (
            <Button variant="primary" size="large" isWide onPress={() => void model.check.start()}>
              {i18n._('Start the check')}
            </Button>
          )}
          {(check.isAsking || !check.hasStarted) && (
            <Button variant="plain" isWide onPress={() => model.skipDevices()}>
              {i18n._('Go on without camera and microphone')}
            </Button>
          )}
        </>
      }
    >
      {check.hasStarted ? (
        <SelfPreview track={capture.camera.track} />
      ) : (
        <Banner tone="info" role="note">
          {i18n._(
            'Your browser will ask whether this page may use your camera and microphone. Please choose “Allow”.',
          )}
        </Banner>
      )}
      {check.hasStarted && (
        <ul role="list" className={styles.lines}>
          <InputLine kind="camera" state={lines.camera} />
          <InputLine kind="microphone" state={lines.microphone} />
          <SpeakerLine />
          <ConnectionLine />
        </ul>
      )}
      <TextLink href={reachAddress(seat.seatId)}>{i18n._('Test the connection')}</TextLink>
      <LiveRegion>
        {check.hasStarted && lines.microphone === 'trouble' && (
          <Banner tone="help" role="note">
            {i18n._(
              'Without a microphone the group cannot hear you. You can still come in, listen, and write to the facilitators.',
            )}
          </Banner>
        )}
      </LiveRegion>
    </DoorLayout>
  );
}
