import { count } from '#app/ui/count.ts';
import { Note } from '#app/ui/note.tsx';
import { offlinePage, useWaiting } from './use-waiting.tsx';

/** Sends what waits on this device, and says so; on a device that nobody marked there is nothing. */
export function WaitsHere({ person }: { person: string }) {
  const { waiting, arrived } = useWaiting(person);
  return (
    <>
      {waiting.length > 0 && (
        <Note kind="attention" title={`${count(waiting.length, 'conversation waits', 'conversations wait')} on this device`}>
          It is sent by itself when the network is there. <a href={offlinePage}>Look at it</a>.
        </Note>
      )}
      <p role="status">{arrived > 0 && `${count(arrived, 'conversation has', 'conversations have')} arrived in your log.`}</p>
    </>
  );
}
