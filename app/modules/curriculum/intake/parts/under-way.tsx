import { zone } from '#app/modules/members/time-zone.ts';
import { Button } from '#app/ui/button.tsx';
import { fileSize } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import type { ImportStatus } from '../schema.ts';
import { statusWords } from '../words.ts';

type File = {
  id: string;
  file: string;
  year: string;
  status: ImportStatus | 'arriving';
  by: string | null;
  startedAt: Date;
};

/** What else is being brought in for the school, so that two people do not do the same work; nothing when there is nothing. */
export function UnderWay({ files, base }: { files: readonly File[]; base: string }) {
  if (files.length === 0) return null;
  return (
    <Note kind="attention" title={files.length === 1 ? 'Another file is under way' : 'Other files are under way'}>
      <ul>
        {files.map(({ id, file, year, status, by, startedAt }) => (
          <li key={id}>
            {status === 'arriving' ? file : <a href={`${base}/imports/${id}`}>{file}</a>} for {year}, by {by ?? 'the operator'} since{' '}
            {dayAndTime(startedAt, zone)}: {statusWords[status]}
          </li>
        ))}
      </ul>
    </Note>
  );
}

type Arrived = { id: string; name: string; year: string; bytes: number; offset: number; startedAt: Date };

/** The reader's own files that have not arrived whole, each with the way to go on and the way to forget it. */
export function Unfinished({ files, base }: { files: readonly Arrived[]; base: string }) {
  return files.map(({ id, name, year, bytes, offset, startedAt }) => (
    <Note key={id} kind="attention" title={`${name} has not arrived whole`}>
      <p>
        {fileSize(offset)} of {fileSize(bytes)} are here, for {year}, since {dayAndTime(startedAt, zone)}. Choose the same file again and it
        goes on where it stopped.
      </p>
      <form method="post" action={`${base}/arriving/${id}`}>
        <Button kind="quiet" name="intent" value="discard">
          Forget what has arrived
        </Button>
      </form>
    </Note>
  ));
}
