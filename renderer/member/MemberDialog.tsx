import { useContext } from 'react';
import { Dialog, type DialogProps } from '../ui/Dialog.tsx';
import { RoomContext } from './room/roomContext.ts';
import { WalkedIn } from './room/WalkedIn.tsx';

/** A dialog of the member's page. In the room it keeps "Someone walked in" in reach, which closes it with all the rest (MP23). */
export function MemberDialog(props: Omit<DialogProps, 'base'>) {
  const isInRoom = useContext(RoomContext) !== null;
  return <Dialog {...props} {...(isInRoom && { base: <WalkedIn /> })} />;
}
