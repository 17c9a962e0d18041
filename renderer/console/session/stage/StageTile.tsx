import { useEffect, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Connection } from '../../../../src/protocol/session/people.ts';
import { PersonTile } from '../../../ui/PersonTile.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { useTrackStream } from '../../../ui/useTrackStream.ts';
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx';
import { useWords } from '../../../words/i18n.ts';
import { countdown } from '../../../words/time.ts';
import { roleWords } from '../../app/RoleName.tsx';
import { useMinutesSince } from '../Clocks.tsx';
import type { Tile } from '../model/stage.ts';
import { useRemote, useSession, useSessionNow } from '../useSession.ts';
import { shareWords } from './shareWords.ts';
import { PersonMenu } from './PersonMenu.tsx';
import styles from './Stage.module.css';

/** From when on a member's silence is shown, in minutes. domain.md 3.6 calls twenty silent; staff see it coming from ten. */
const QUIET_FROM_MINUTES = 10;
/** For how long "back" stays beside the name of somebody who had dropped out. */
const BACK_SHOWN_MS = 60_000;

export type StageTileProps = {
  tile: Tile;
  shape: 'tile' | 'circle';
  size: 'thumb' | 'tile' | 'stage';
  arc?: ReactNode;
};

/** One person on the stage, with what staff see of them and what they can do. */
export function StageTile({ tile, shape, size, arc }: StageTileProps) {
  const i18n = useWords();
  const { live } = useSession();
  const remote = useRemote(tile.id);
  const ownTrack = useStore(live.capture.store, (view) => (tile.isSelf ? view.camera.track : null));
  const own = useTrackStream(ownTrack);
  const camera = remote.camera && !remote.camera.isPaused ? remote.camera.stream : null;
  const isLost = tile.connection.state === 'lost';
  useEffect(
    () => (tile.isSelf ? undefined : live.media.claimSize(tile.id, size)),
    [live, tile.id, tile.isSelf, size],
  );
  return (
    <PersonTile
      id={tile.id}
      name={tile.name}
      stream={tile.isSelf ? own : camera}
      shape={shape}
      size={size}
      isSelf={tile.isSelf}
      isSpeaking={tile.isSpeaking}
      isMicOn={tile.isMicOn}
      isCameraOn={tile.isCameraOn}
      isShielded={tile.isShielded}
      isHandUp={tile.handOrder !== null}
      connection={isLost ? 'lost' : (tile.quality ?? 'good')}
      {...(tile.role !== 'member' && { detail: roleWords(i18n, tile.role) })}
      {...(tile.handOrder !== null && { handOrder: tile.handOrder })}
      {...(tile.help !== null && { help: tile.help })}
      {...(arc !== undefined && { arc })}
      tag={
        <>
          <TileTag tile={tile} />
          <VisuallyHidden>{shareWords(i18n, tile.share)}</VisuallyHidden>
        </>
      }
      actions={
        <div className={styles.menu}>
          <PersonMenu tile={tile} />
        </div>
      }
    />
  );
}

/** The one quiet word beside a name: what wants attention most. */
function TileTag({ tile }: { tile: Tile }) {
  const i18n = useWords();
  if (tile.connection.state === 'lost' || tile.connection.backAfterMs !== null) {
    return <LineTag connection={tile.connection} fallback={<QuietTag since={tile.quietSince} />} />;
  }
  if (tile.isSpotlit) return <Tag tone="accent">{i18n._('spotlight')}</Tag>;
  return <QuietTag since={tile.quietSince} />;
}

function LineTag({ connection, fallback }: { connection: Connection; fallback: ReactNode }) {
  const i18n = useWords();
  const now = useSessionNow();
  if (connection.state === 'lost')
    return <Tag>{i18n._('lost {time}…', { time: countdown(now - connection.since) })}</Tag>;
  if (connection.backAfterMs === null || now - connection.since > BACK_SHOWN_MS) return fallback;
  return <Tag tone="good">{i18n._('lost {time}, back', { time: countdown(connection.backAfterMs) })}</Tag>;
}

function QuietTag({ since }: { since: number | null }) {
  const i18n = useWords();
  const minutes = useMinutesSince(since, QUIET_FROM_MINUTES);
  return minutes === null ? null : <Tag>{i18n._('quiet {minutes} min', { minutes })}</Tag>;
}
