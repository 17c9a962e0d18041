import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { LanguageToggle } from '../ui/LanguageToggle.tsx';
import { ThemeToggle } from '../ui/ThemeToggle.tsx';
import { useWords } from '../words/i18n.ts';
import { DeviceSelect } from './DeviceSelect.tsx';
import { MemberDialog } from './MemberDialog.tsx';
import { MicrophoneLevel } from './MicrophoneLevel.tsx';
import { useModel } from './modelContext.ts';
import { SelfPreview } from './SelfPreview.tsx';

/** Devices, language and colours. Works in the waiting room and in the room alike. */
export function SettingsDialog({
  isOpen,
  onClose,
  children,
}: {
  isOpen: boolean;
  onClose: () => void;
  children?: ReactNode;
}) {
  const i18n = useWords();
  const { capture } = useModel();
  const { camera, microphone } = useStore(capture.store);
  return (
    <MemberDialog isOpen={isOpen} onClose={onClose} title={i18n._('Settings')} kind="sheet">
      <SelfPreview track={camera.track} />
      <DeviceSelect kind="camera" />
      <DeviceSelect kind="microphone" />
      {microphone.track !== null && <MicrophoneLevel />}
      <DeviceSelect kind="speaker" />
      {children}
      <LanguageToggle />
      <ThemeToggle />
    </MemberDialog>
  );
}
