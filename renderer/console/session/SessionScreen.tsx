import { useState } from 'react';
import type { LinkState } from '../../live/contract.ts';
import { ControlBar } from './bar/ControlBar.tsx';
import { KeysDialog } from './bar/KeysDialog.tsx';
import { OpenRoomsDialog } from './bar/OpenRoomsDialog.tsx';
import { MarksHost } from './marks/MarksHost.tsx';
import { RECALL_SECONDS } from './model/rooms.ts';
import { NarrowBody } from './NarrowBody.tsx';
import { RunSheet } from './panels/RunSheet.tsx';
import { WhereDialog } from './people/WhereDialog.tsx';
import styles from './SessionScreen.module.css';
import { useKeys } from './useKeys.ts';
import { useIsWide, useSession, useSlice } from './useSession.ts';
import { WideBody } from './WideBody.tsx';

/** The one screen for the hour: nothing opens another window to do its work. */
export function SessionScreen({ link }: { link: LinkState }) {
  const session = useSession();
  const self = useSlice('self');
  const slides = useSlice('slides');
  const rooms = useSlice('rooms');
  const isWide = useIsWide();
  const [dialog, setDialog] = useState<'keys' | 'openRooms' | null>(null);
  const recall = rooms.recall && (() => rooms.recall?.(RECALL_SECONDS));
  useKeys({
    mic: self.toggleMic,
    camera: self.toggleCamera,
    mark: () => session.marks.open(),
    markAgain: () => session.marks.open({ isAgain: true }),
    layout: session.turnLayout,
    nextSlide: slides.next,
    previousSlide: slides.back,
    rooms: rooms.isOpen ? recall : rooms.open ? () => setDialog('openRooms') : () => session.showBoard(true),
    keys: () => setDialog('keys'),
  });
  return (
    <div className={styles.screen} data-testid="session-screen">
      <RunSheet />
      {isWide ? <WideBody link={link} /> : <NarrowBody link={link} />}
      <ControlBar onKeys={() => setDialog('keys')} />
      {dialog === 'keys' && <KeysDialog onClose={() => setDialog(null)} />}
      {dialog === 'openRooms' && <OpenRoomsDialog onClose={() => setDialog(null)} />}
      <WhereDialog />
      <MarksHost />
    </div>
  );
}
