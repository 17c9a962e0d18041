import { useStore } from 'zustand';
import { RatingsDialog } from '../ratings/RatingsDialog.tsx';
import { useRoom, type Situation } from './roomContext.ts';

/** The form that is open in the room, if one is. */
export function RoomRatings({ situation: { state, self } }: { situation: Situation }) {
  const room = useRoom();
  const openForm = useStore(room.store, (view) => view.openForm);
  if (openForm === null) return null;
  return (
    <RatingsDialog
      key={openForm}
      moment={openForm}
      given={state.ratings[self.id]?.[openForm]}
      onSave={(form) => room.rate(form)}
      onClose={() => room.showForm(null)}
    />
  );
}
