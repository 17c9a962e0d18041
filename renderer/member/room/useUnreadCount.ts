import { useStore } from 'zustand';
import { useRoom } from './roomContext.ts';

/** How many messages have come that were not on the screen yet; announcements have their own banner. */
export function useUnreadCount(): number {
  const room = useRoom();
  const readChatIds = useStore(room.store, (view) => view.readChatIds);
  const chat = useStore(room.live.store, (view) => view.state?.chat);
  const selfId = useStore(room.live.store, (view) => view.selfId);
  return (chat ?? []).filter(
    ({ id, from, target }) => from !== selfId && target.to !== 'announcement' && !readChatIds.has(id),
  ).length;
}
