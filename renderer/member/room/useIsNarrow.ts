import { useSyncExternalStore } from 'react';

const query = () => window.matchMedia('(width < 48rem)');

/** Whether there is no room for a column at the side. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = query();
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => query().matches,
  );
}
