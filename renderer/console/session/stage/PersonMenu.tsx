import {
  CameraOff,
  DoorOpen,
  Ellipsis,
  Hand,
  MapPin,
  MessageSquare,
  Mic,
  MicOff,
  MonitorOff,
  MoveRight,
  NotebookPen,
  Star,
  StarOff,
  UserMinus,
} from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/MenuButton.tsx';
import { useWords } from '../../../words/i18n.ts';
import type { Tile } from '../model/stage.ts';
import { ratingEntry } from '../ratings/ratingEntry.tsx';
import { useSession, useSlice } from '../useSession.ts';

/** What staff can do to one person, or with themselves (CO5). What is impossible now is left out, not greyed. */
export function PersonMenu({ tile }: { tile: Tile }) {
  const i18n = useWords();
  const session = useSession();
  const [isRemoving, setRemoving] = useState(false);
  const { actions, name, id } = tile;
  const hasDoor = useSlice('whereabouts')[id] !== undefined;
  const ratings = useSlice('ratings');
  const possible: readonly (MenuEntry | false)[] = [
    actions.mute !== undefined && {
      id: 'mute',
      label: i18n._('Mute'),
      icon: <MicOff />,
      onAction: actions.mute,
    },
    actions.askToUnmute !== undefined && {
      id: 'askToUnmute',
      label: i18n._('Ask to unmute'),
      icon: <Mic />,
      onAction: actions.askToUnmute,
    },
    actions.stopCamera !== undefined && {
      id: 'stopCamera',
      label: i18n._('Stop camera'),
      icon: <CameraOff />,
      onAction: actions.stopCamera,
    },
    actions.lowerHand !== undefined && {
      id: 'lowerHand',
      label: i18n._('Lower hand'),
      icon: <Hand />,
      onAction: actions.lowerHand,
    },
    actions.stopShare !== undefined && {
      id: 'stopShare',
      label: i18n._('Stop their screen'),
      icon: <MonitorOff />,
      onAction: actions.stopShare,
    },
    actions.spotlight !== undefined && {
      id: 'spotlight',
      label: tile.isSelf ? i18n._('Put yourself in the spotlight') : i18n._('Spotlight for everyone'),
      icon: <Star />,
      onAction: actions.spotlight,
    },
    actions.endSpotlight !== undefined && {
      id: 'endSpotlight',
      label: i18n._('End spotlight'),
      icon: <StarOff />,
      onAction: actions.endSpotlight,
    },
    tile.role === 'member' && {
      id: 'mark',
      label: i18n._('Mark…'),
      icon: <NotebookPen />,
      onAction: () => session.marks.open({ memberId: id }),
    },
    ratingEntry(i18n, id, ratings, session),
    !tile.isSelf && {
      id: 'write',
      label: i18n._('Write to {name}', { name }),
      icon: <MessageSquare />,
      onAction: () => session.writeTo(id),
    },
    hasDoor && {
      id: 'where',
      label: i18n._('Where they are…'),
      icon: <MapPin />,
      onAction: () => session.setLocal({ whereId: id }),
    },
    ...actions.moves.map((move) => ({
      id: `move-${move.roomId}`,
      label:
        move.name === null ? i18n._('Move to the circle') : i18n._('Move to {room}', { room: move.name }),
      icon: <MoveRight />,
      onAction: move.run,
    })),
    (actions.sendToWaiting !== undefined || actions.remove !== undefined) && { id: 'line', separator: true },
    actions.sendToWaiting !== undefined && {
      id: 'sendToWaiting',
      label: i18n._('Send to waiting room'),
      icon: <DoorOpen />,
      onAction: actions.sendToWaiting,
    },
    actions.remove !== undefined && {
      id: 'remove',
      label: i18n._('Remove…'),
      icon: <UserMinus />,
      tone: 'danger',
      onAction: () => setRemoving(true),
    },
  ];
  const items = possible.filter((entry): entry is MenuEntry => entry !== false);
  if (items.length === 0) return null;
  const confirm = (): void => {
    actions.remove?.();
    setRemoving(false);
  };
  return (
    <>
      <MenuButton
        label={i18n._('Actions for {name}', { name })}
        icon={<Ellipsis />}
        isIconOnly
        size="small"
        items={items}
      />
      <ConfirmDialog
        isOpen={isRemoving}
        title={i18n._('Remove {name} from this session?', { name })}
        confirmLabel={i18n._('Remove')}
        cancelLabel={i18n._('Keep {name} here', { name })}
        tone="danger"
        onConfirm={actions.remove && confirm}
        onCancel={() => setRemoving(false)}
      >
        {i18n._(
          'They leave at once and cannot come back by themselves. You can let them back in from the waiting room list.',
        )}
      </ConfirmDialog>
    </>
  );
}
