import { Plus, Shuffle, Undo2, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { Select } from '../../../ui/Select.tsx';
import { useWords } from '../../../words/i18n.ts';
import { useLocal, useSession, useSlice } from '../useSession.ts';
import styles from './Board.module.css';
import { MakeRoomsDialog } from './MakeRoomsDialog.tsx';
import { newRoomNames } from './newRoomNames.ts';
import { OpenRoomsHead } from './OpenRoomsHead.tsx';
import { RoomCard } from './RoomCard.tsx';

const MINUTES = [3, 5, 8, 10, 12, 15, 20, 25, 30, 45] as const;

/** The rooms: a plan to arrange, or, while they are open, the rooms themselves (CO6 to CO8). */
export function RoomsBoard({ place }: { place: 'side' | 'middle' }) {
  const i18n = useWords();
  const rooms = useSlice('rooms');
  const [isMaking, setMaking] = useState(false);
  const tool = rooms.rooms.length === 0 ? 'quiet' : 'plain';
  const all = [rooms.main, ...rooms.rooms];
  const addOne =
    rooms.addRoom &&
    ((): void => {
      const [name] = newRoomNames(
        i18n,
        1,
        rooms.rooms.map((room) => room.name ?? ''),
      );
      if (name !== undefined) rooms.addRoom?.(name);
    });
  return (
    <section
      className={styles.board}
      data-place={place}
      aria-labelledby={`rooms-title-${place}`}
      data-testid="rooms-board"
    >
      {rooms.isOpen && place === 'middle' ? (
        <OpenRoomsHead titleId="rooms-title-middle" />
      ) : (
        <PlanHead titleId={`rooms-title-${place}`} place={place} />
      )}
      <ul role="list" className={styles.cards}>
        {rooms.rooms.map((room) => (
          <RoomCard key={room.id} room={room} all={all} place={rooms.place} isOpen={rooms.isOpen} />
        ))}
      </ul>
      <ul role="list" className={styles.cards}>
        {(rooms.rooms.length > 0 || rooms.isOpen) && (
          <RoomCard room={rooms.main} all={all} place={rooms.place} isOpen={rooms.isOpen} />
        )}
      </ul>
      {rooms.rooms.length === 0 && !rooms.isOpen && (
        <p className={styles.hint}>
          {i18n._('No rooms yet. Make some and deal the group to them, or add them one by one.')}
        </p>
      )}
      <div className={styles.tools} data-hang={tool === 'plain' || undefined}>
        {rooms.makeAndDeal && (
          <Button size="small" variant={tool} onPress={() => setMaking(true)}>
            {i18n._('Make rooms…')}
          </Button>
        )}
        {rooms.addRoom && (
          <Button size="small" variant={tool} icon={<Plus />} onPress={addOne}>
            {i18n._('Add a room')}
          </Button>
        )}
        {rooms.dealOthers && (
          <Button size="small" variant="plain" icon={<UserPlus />} onPress={rooms.dealOthers}>
            {i18n._('Deal the others')}
          </Button>
        )}
        {rooms.shuffle && (
          <Button size="small" variant="plain" icon={<Shuffle />} onPress={rooms.shuffle}>
            {i18n._('Shuffle all')}
          </Button>
        )}
        {rooms.undoPlan && (
          <Button size="small" variant="plain" icon={<Undo2 />} onPress={rooms.undoPlan}>
            {i18n._('Bring back the earlier plan')}
          </Button>
        )}
      </div>
      {isMaking && <MakeRoomsDialog onClose={() => setMaking(false)} />}
    </section>
  );
}

function PlanHead({ titleId, place }: { titleId: string; place: 'side' | 'middle' }) {
  const i18n = useWords();
  const session = useSession();
  const rooms = useSlice('rooms');
  const { roomMinutes } = useLocal();
  const options = [
    { id: 'none', label: i18n._('no timer') },
    ...MINUTES.map((minutes) => ({ id: String(minutes), label: i18n._('{minutes} min', { minutes }) })),
  ];
  return (
    <header className={styles.head}>
      <h2 id={titleId} className={place === 'side' ? styles.small : styles.title}>
        {rooms.isOpen ? i18n._('Rooms are open') : i18n._('Rooms')}
      </h2>
      {!rooms.isOpen && rooms.rooms.length > 0 && (
        <Select
          label={i18n._('Timer of the rooms')}
          isLabelHidden
          options={options}
          value={roomMinutes === null ? 'none' : String(roomMinutes)}
          onChange={(id) => session.setLocal({ roomMinutes: id === 'none' ? null : Number(id) })}
        />
      )}
    </header>
  );
}
