import type { I18n } from '@lingui/core';
import { Ellipsis, GripVertical, MapPin, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Button } from '../../../ui/Button.tsx';
import { MenuButton, type MenuEntry } from '../../../ui/MenuButton.tsx';
import { PersonMarks } from './PersonMarks.tsx';
import { Tag } from '../../../ui/Tag.tsx';
import { useWords } from '../../../words/i18n.ts';
import { ForMinutes } from '../Clocks.tsx';
import type { BoardPerson, BoardRoom } from '../model/board.ts';
import type { RoomsView } from '../model/rooms.ts';
import { ratingEntry } from '../ratings/ratingEntry.tsx';
import { useSession, useSlice } from '../useSession.ts';
import styles from './Board.module.css';
import { RenameRoomDialog } from './RenameRoomDialog.tsx';

/** What a dragged person carries: their participant id. Only this page understands it. */
const PERSON_TYPE = 'application/x-circlewell-participant';

export type RoomCardProps = {
  room: BoardRoom;
  all: readonly BoardRoom[];
  place: RoomsView['place'];
  isOpen: boolean;
};

const titleOf = (i18n: I18n, room: BoardRoom, isOpen: boolean): string =>
  room.name ?? (isOpen ? i18n._('In the circle') : i18n._('Stay in the circle'));

/** One room with its people, who can be dragged to another or sent there by a menu (CO7). */
export function RoomCard({ room, all, place, isOpen }: RoomCardProps) {
  const i18n = useWords();
  const [isRenaming, setRenaming] = useState(false);
  const title = titleOf(i18n, room, isOpen);
  const speaking = room.people.filter((person) => person.isSpeaking).map((person) => person.name);
  const calling = room.people.find((person) => person.help !== null);
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: place === undefined,
    getItems: (keys) => [...keys].map((key) => ({ [PERSON_TYPE]: String(key) })),
    acceptedDragTypes: [PERSON_TYPE],
    getDropOperation: () => 'move',
    shouldAcceptItemDrop: () => false,
    onRootDrop: (event) => {
      for (const item of event.items) {
        if (item.kind === 'text') void item.getText(PERSON_TYPE).then((id) => place?.(id, room.id));
      }
    },
  });
  return (
    <li className={styles.card} data-tone={calling ? 'help' : undefined} data-room-id={room.id}>
      <div className={styles.cardHead}>
        <h3>{title}</h3>
        <Standing room={room} isOpen={isOpen} />
        {(room.rename || room.remove) && (
          <MenuButton
            label={i18n._('Actions for {name}', { name: title })}
            icon={<Ellipsis />}
            isIconOnly
            size="small"
            items={[
              { id: 'rename', label: i18n._('Rename…'), onAction: room.rename && (() => setRenaming(true)) },
              { id: 'remove', label: i18n._('Remove the room'), tone: 'danger', onAction: room.remove },
            ]}
          />
        )}
      </div>
      <GridList
        aria-label={title}
        items={room.people}
        selectionMode="none"
        className={styles.people ?? ''}
        dragAndDropHooks={dragAndDropHooks}
        renderEmptyState={() => (
          <span className={styles.hint}>
            {room.name === null ? i18n._('nobody') : i18n._('nobody yet; drag someone here')}
          </span>
        )}
      >
        {(person) => <Person person={person} room={room} all={all} place={place} isOpen={isOpen} />}
      </GridList>
      {isOpen && speaking.length > 0 && (
        <p className={styles.hint}>
          {i18n._('{count, plural, one {{names} is speaking} other {{names} are speaking}}', {
            count: speaking.length,
            names: speaking.join(', '),
          })}
        </p>
      )}
      {room.visit && (
        <div>
          <Button
            size="small"
            onPress={room.visit}
            aria-label={
              room.name === null ? i18n._('Back to the circle') : i18n._('Visit {room}', { room: room.name })
            }
          >
            {room.name === null ? i18n._('Back to the circle') : i18n._('Visit')}
          </Button>
        </div>
      )}
      {isRenaming && room.rename && (
        <RenameRoomDialog name={room.name ?? ''} onRename={room.rename} onClose={() => setRenaming(false)} />
      )}
    </li>
  );
}

/** Who of the staff is in the room, or for how long nobody has been. */
function Standing({ room, isOpen }: { room: BoardRoom; isOpen: boolean }) {
  const i18n = useWords();
  if (!isOpen)
    return <span className={styles.standing}>{room.people.length > 0 ? room.people.length : ''}</span>;
  if (room.isHere) return <Tag tone="accent">{i18n._('you are here')}</Tag>;
  const staff = room.people.filter((person) => person.isStaff).map((person) => person.name);
  if (staff.length > 0)
    return <span className={styles.standing}>{i18n._('{names} here', { names: staff.join(', ') })}</span>;
  return (
    <span className={styles.standing}>
      <ForMinutes since={room.unattendedSince} prefix={(time) => i18n._('no staff for {time}', { time })} />
    </span>
  );
}

function Person({ person, room, all, place, isOpen }: RoomCardProps & { person: BoardPerson }) {
  const i18n = useWords();
  // Somebody who came while rooms were open: the way to a room is spelled out.
  const isUnplaced = isOpen && room.name === null && !person.isStaff;
  const session = useSession();
  const hasDoor = useSlice('whereabouts')[person.id] !== undefined;
  const ratings = useSlice('ratings');
  const menuLabel = !place
    ? i18n._('Actions for {name}', { name: person.name })
    : isUnplaced
      ? i18n._('Place {name}', { name: person.name })
      : i18n._('Move {name} to…', { name: person.name });
  const moves: readonly MenuEntry[] = place
    ? all
        .filter((other) => other.id !== room.id)
        .map((other) => ({
          id: other.id,
          label: titleOf(i18n, other, isOpen),
          onAction: () => place(person.id, other.id),
        }))
    : [];
  const about: readonly (MenuEntry | false)[] = [
    !person.isStaff && {
      id: 'mark',
      label: i18n._('Mark…'),
      icon: <NotebookPen />,
      onAction: () => session.marks.open({ memberId: person.id }),
    },
    ratingEntry(i18n, person.id, ratings, session),
    hasDoor && {
      id: 'where',
      label: i18n._('Where they are…'),
      icon: <MapPin />,
      onAction: () => session.setLocal({ whereId: person.id }),
    },
  ];
  const possible = about.filter((entry): entry is MenuEntry => entry !== false);
  const items: readonly MenuEntry[] = [
    ...moves,
    ...(moves.length > 0 && possible.length > 0 ? [{ id: 'line', separator: true } as const] : []),
    ...possible,
  ];
  return (
    <GridListItem
      id={person.id}
      textValue={person.name}
      className={styles.person ?? ''}
      data-speaking={person.isSpeaking || undefined}
    >
      {place && (
        <AriaButton slot="drag" className={styles.grip ?? ''}>
          <GripVertical aria-hidden="true" />
        </AriaButton>
      )}
      <Avatar id={person.id} name={person.name} size="small" />
      <span className={styles.personName}>{person.name}</span>
      <PersonMarks person={person} />
      {items.length > 0 && (
        <MenuButton
          label={menuLabel}
          {...(isUnplaced && place
            ? { shownLabel: i18n._('Place…') }
            : { icon: <Ellipsis />, isIconOnly: true })}
          size="small"
          items={items}
        />
      )}
    </GridListItem>
  );
}
