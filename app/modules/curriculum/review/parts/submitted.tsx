import { Note } from '#app/ui/note.tsx';

type Props = { year: string; submission: string; base: string };

/** Says before anybody answers that a year is submitted, and where that is taken back. */
export function Submitted({ year, submission, base }: Props) {
  return (
    <Note kind="attention" title={`${year} is submitted`}>
      <p>{submission}</p>
      <p>
        <a href={`${base}/submit?year=${year}`}>See the submission</a>
      </p>
    </Note>
  );
}
