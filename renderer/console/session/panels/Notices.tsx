import type { LinkState } from '../../../live/contract.ts';
import { useWords } from '../../../words/i18n.ts';
import { ComingBackWords, TimeLeftWords } from '../Clocks.tsx';
import { StateBanners } from '../states/StateBanners.tsx';
import { useSlice } from '../useSession.ts';
import { HandsStrip } from './HandsStrip.tsx';
import { HelpStrip } from './HelpStrip.tsx';
import styles from './Notices.module.css';

/**
 * What must be seen wherever one is on the screen: trouble, calls for help, hands, and in which room one stands (CO10,
 * CO20). The places for help and hands stand there also while there are none, so that what comes is read out (CO28).
 */
export function Notices({ link, hasPlace }: { link: LinkState; hasPlace: boolean }) {
  return (
    <div className={styles.notices}>
      <StateBanners link={link} />
      <HelpStrip />
      <div className={styles.row}>
        <HandsStrip />
        {hasPlace && <Place />}
      </div>
    </div>
  );
}

/** The room one stands in while rooms are open, and how long it goes on. */
function Place() {
  const i18n = useWords();
  const { roomName } = useSlice('stage');
  const rooms = useSlice('rooms');
  if (!rooms.isOpen) return null;
  return (
    <p className={styles.place}>
      {roomName === null ? i18n._('You are in the circle') : i18n._('You are in {room}', { room: roomName })}
      {rooms.recallEndsAt === null && rooms.endsAt !== null && (
        <>
          {' '}
          · <TimeLeftWords until={rooms.endsAt} />
        </>
      )}
      {rooms.recallEndsAt !== null && (
        <>
          {' '}
          · <ComingBackWords until={rooms.recallEndsAt} />
        </>
      )}
    </p>
  );
}
