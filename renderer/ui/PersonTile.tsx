import { Focus, Hand, HandHelping, MicOff, ShieldAlert, VideoOff, WifiLow, WifiOff } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { useWords } from '../words/i18n.ts';
import { Avatar } from './Avatar.tsx';
import { hueOf } from './hue.ts';
import { personLabel, type PersonMarks } from './personLabel.ts';
import styles from './PersonTile.module.css';
import { VideoView } from './VideoView.tsx';

export type PersonTileProps = PersonMarks & {
  id: string;
  /** The camera's stream; shown where the camera is on. */
  stream?: MediaStream | null;
  shape?: 'tile' | 'circle';
  size?: 'thumb' | 'tile' | 'stage';
  /** Stands beside the name. */
  tag?: ReactNode;
  /** Buttons in the top corner. */
  actions?: ReactNode;
  /** Drawn round a circle's picture, such as the arc of speaking time. Staff only. */
  arc?: ReactNode;
  as?: 'div' | 'li';
};

/** A person: their picture, name and how they stand. Everything that is marked is in the accessible name too. */
export function PersonTile(props: PersonTileProps) {
  const {
    id,
    name,
    detail,
    stream = null,
    shape = 'tile',
    size = 'tile',
    as: As = 'div',
    tag,
    actions,
    arc,
  } = props;
  const i18n = useWords();
  const hue: CSSProperties & { '--hue': number } = { '--hue': hueOf(id) };
  const shownName = props.isSelf === true ? i18n._('You') : name;
  const hasPicture = stream !== null && props.isCameraOn && props.isShielded !== true;
  return (
    <As
      className={styles.tile}
      data-shape={shape}
      data-size={size}
      data-participant={id}
      data-lost={props.connection === 'lost' || undefined}
    >
      <div
        className={styles.picture}
        data-speaking={props.isSpeaking === true || undefined}
        data-person=""
        style={hue}
        role="img"
        aria-label={personLabel(i18n, props)}
      >
        <div className={styles.frame}>
          <Avatar id={id} name={name} size="fill" />
          {hasPicture && <VideoView stream={stream} label="" isMirrored={props.isSelf === true} />}
        </div>
        {arc}
        <Marks {...props} />
      </div>
      <div className={styles.caption}>
        <span className={styles.name} aria-hidden="true">
          {!props.isMicOn && <MicOff className={styles.micOff} />}
          <span className={styles.nameText}>{shownName}</span>
          {detail !== undefined && <span className={styles.detail}>{detail}</span>}
        </span>
        {tag}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </As>
  );
}

function Marks(props: PersonTileProps) {
  const { isShielded, isSpotlit, help, isHandUp, handOrder, connection, isCameraOn, size } = props;
  return (
    <div className={styles.marks} aria-hidden="true">
      {isShielded === true && (
        <span className={styles.mark} data-tone="help">
          <ShieldAlert />
        </span>
      )}
      {isSpotlit === true && (
        <span className={styles.mark} data-tone="accent">
          <Focus />
        </span>
      )}
      {help !== undefined && (
        <span className={styles.mark} data-tone="help">
          <HandHelping />
        </span>
      )}
      {isHandUp === true && (
        <span className={styles.mark} data-tone="help">
          <Hand />
          {handOrder !== undefined && <span className="tabular">{handOrder}</span>}
        </span>
      )}
      {!isCameraOn && isShielded !== true && size !== 'thumb' && (
        <span className={styles.mark}>
          <VideoOff />
        </span>
      )}
      {(connection === 'poor' || connection === 'lost') && (
        <span className={styles.mark}>{connection === 'lost' ? <WifiOff /> : <WifiLow />}</span>
      )}
    </div>
  );
}
