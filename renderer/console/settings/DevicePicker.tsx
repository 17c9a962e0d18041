import { Volume2 } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Capture, DeviceKind } from '../../live/contract.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { LevelMeter } from '../../ui/LevelMeter.tsx';
import { Select } from '../../ui/Select.tsx';
import { useTrackStream } from '../../ui/useTrackStream.ts';
import { VideoView } from '../../ui/VideoView.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './DevicePicker.module.css';
import { troubleWords } from './troubleWords.ts';

/**
 * Microphone, camera and speaker with a level, a picture and a sound to try them out.
 * @param isTrying opens the devices while it is shown, and releases what it opened; otherwise they are left as they are
 */
export function DevicePicker({ capture, isTrying }: { capture: Capture; isTrying: boolean }) {
  const i18n = useWords();
  const view = useStore(capture.store);
  const stream = useTrackStream(view.camera.track);
  useEffect(() => {
    if (!isTrying) return undefined;
    void capture.open('microphone');
    void capture.open('camera');
    return () => {
      capture.release('microphone');
      capture.release('camera');
    };
  }, [capture, isTrying]);
  const inUse = (kind: DeviceKind): string | null =>
    kind === 'speaker' ? null : (view[kind].track?.getSettings().deviceId ?? null);
  const choice = (kind: DeviceKind, label: string) => (
    <Select
      label={label}
      options={view.options[kind]}
      value={view.chosen[kind] ?? inUse(kind)}
      onChange={view.options[kind].length === 0 ? undefined : (id) => void capture.choose(kind, id)}
      placeholder={i18n._('The usual one')}
    />
  );
  const trouble = (kind: 'microphone' | 'camera') => {
    const found = view[kind].trouble;
    if (!found) return null;
    return (
      <Banner
        tone="danger"
        role="status"
        actions={
          <Button size="small" onPress={() => void capture.open(kind)}>
            {i18n._('Try again')}
          </Button>
        }
      >
        {troubleWords(i18n, kind, found)}
      </Banner>
    );
  };
  return (
    <div className={styles.devices}>
      <div className={styles.picture}>
        {stream ? (
          <VideoView stream={stream} label={i18n._('Your camera')} isMirrored />
        ) : (
          <span>{i18n._('The camera is off')}</span>
        )}
      </div>
      {trouble('camera')}
      {choice('camera', i18n._('Camera'))}
      {trouble('microphone')}
      {choice('microphone', i18n._('Microphone'))}
      <LevelMeter label={i18n._('Level of your microphone')} subscribe={capture.onLevel} />
      {choice('speaker', i18n._('Speaker'))}
      <Button size="small" icon={<Volume2 />} onPress={() => void capture.playChime()}>
        {i18n._('Play a sound')}
      </Button>
    </div>
  );
}
