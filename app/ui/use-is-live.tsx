import { useSyncExternalStore } from 'react';

/** Whether script is at work: false on the server, and until the page that came from there is taken over. */
export function useIsLive(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
