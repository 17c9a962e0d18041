import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LiveSession } from '../../live/contract.ts';
import { languageOf, useWords } from '../../words/i18n.ts';
import { createRoomModel } from '../roomModel.ts';
import { ControlBar } from './ControlBar.tsx';
import { ChatPlace } from './ChatPlace.tsx';
import { People } from './People.tsx';
import styles from './Room.module.css';
import { RoomBanners } from './RoomBanners.tsx';
import { RoomContext, useIsShielded, useRoom, useSituation } from './roomContext.ts';
import { RoomHeader } from './RoomHeader.tsx';
import { RoomTeller } from './RoomTeller.tsx';
import { RoomRatings } from './RoomRatings.tsx';
import { Shielded } from './Shielded.tsx';
import { StageArea } from './StageArea.tsx';
import { useWakeLock } from './useWakeLock.ts';

/** The room: what is shown, who is here, and what one can do. */
export function Room({ live }: { live: LiveSession }) {
  const i18n = useWords();
  const [room] = useState(() => createRoomModel(live, () => languageOf(i18n)));
  useEffect(() => room.start(), [room]);
  useWakeLock();
  return (
    <RoomContext value={room}>
      <RoomTeller />
      <RoomBody />
    </RoomContext>
  );
}

function RoomBody() {
  const i18n = useWords();
  const room = useRoom();
  const situation = useSituation();
  const { isChatOpen, layout } = useStore(room.store);
  const isShielded = useIsShielded();
  if (situation === null) return null;
  if (isShielded) return <Shielded />;
  const hasShare = situation.people.some(({ share }) => share !== null);
  const isRing = layout === 'circle' && !hasShare;
  const hasStage = hasShare || (situation.state.slide !== null && !isRing);
  return (
    <div className={styles.room} data-chat={isChatOpen || undefined}>
      <RoomHeader />
      <main className={styles.main} aria-label={i18n._('The room')}>
        <RoomBanners />
        <div className={styles.content} data-stage={hasStage || undefined}>
          {hasStage && <StageArea situation={situation} />}
          <People situation={situation} isRing={isRing} isBeside={hasStage} />
        </div>
      </main>
      <ChatPlace situation={situation} />
      <ControlBar />
      <RoomRatings situation={situation} />
    </div>
  );
}
