import { useEffect, useState } from 'react';
import { Progress } from '#app/ui/progress.tsx';
import { type ImportStatus, isUnderWay } from '../schema.ts';

type State = { status: ImportStatus; done: number; total: number };

/** How far an import is, as it goes; the page comes anew when it stands still. Without script a link looks again. */
export function ImportProgress({ stream, initial }: { stream: string; initial: State }) {
  const [{ status, done, total }, setState] = useState(initial);
  useEffect(() => {
    const source = new EventSource(stream);
    source.onmessage = ({ data }) => {
      const state = JSON.parse(data) as State;
      setState(state);
      if (isUnderWay(state.status)) return;
      source.close();
      location.reload();
    };
    return () => source.close();
  }, [stream]);
  return (
    <>
      {status === 'checking' ? (
        <Progress label="percent of the file read" done={total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : 0} total={100} />
      ) : (
        <Progress label="Writing the curriculum, all of it or nothing" total={1} />
      )}
      <p>
        You may leave this page; the work goes on. <a href="?">Look again</a>
      </p>
    </>
  );
}
