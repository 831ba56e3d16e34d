import { diffWords } from 'diff';
import { count } from '#app/ui/count.ts';
import { hours } from '#app/ui/hours.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { Reason } from '../../likeness/score.ts';
import { reasonWords } from '../pair-words.ts';

type Side = { title: string; text: string | null; minutes: number | null; courses: readonly string[] };
/** A pair as its parts draw it. */
export type DrawnPair = {
  sourceId: string;
  activityId: string;
  year: string;
  likeness: number;
  why: readonly Reason[];
  answer: 'same' | 'different' | null;
  answeredBy: string | null;
  here: Side;
  file: Side;
  links: number;
  answers: number;
};

/** A pair side by side: what is here, what the file says, where their words differ, and what hangs on it. */
export function PairItem({ pair, base }: { pair: DrawnPair; base: string }) {
  const { here, file, year, activityId, likeness, why } = pair;
  const rows = [
    {
      what: 'Title',
      here: <Words own={here.title} other={file.title} kind="del" />,
      file: <Words own={file.title} other={here.title} kind="ins" />,
    },
    { what: 'Course', here: here.courses.join('; ') || 'in no course', file: file.courses.join('; ') || 'in no course' },
    { what: 'Hours', here: stated(here.minutes), file: stated(file.minutes) },
    {
      what: 'Text',
      here: <Words own={here.text} other={file.text} kind="del" />,
      file: <Words own={file.text} other={here.text} kind="ins" />,
    },
  ];
  return (
    <>
      <h2>
        <a href={`${base}/activities/${activityId}`}>{here.title || 'without a title'}</a>
      </h2>
      <p>
        <Tag kind="suggestion">{`${likeness} % alike`}</Tag> {why.map((reason) => reasonWords[reason]).join(', ')}. {hanging(pair)}
      </p>
      <Table
        caption="Side by side"
        isCaptionHidden
        rows={rows}
        rowKey={({ what }) => what}
        columns={[
          { key: 'what', label: 'What', cell: ({ what }) => what },
          { key: 'here', label: `In ${year}`, cell: ({ here: words }) => words },
          { key: 'file', label: 'In the file', cell: ({ file: words }) => words },
        ]}
      />
      {(why.includes('split') || why.includes('merge')) && (
        <p className="muted">
          {why.includes('split')
            ? 'The file may have made two of this one. If you say the same of both, both get its links; the more alike one goes on as this activity.'
            : 'The file may have made one of this and another. If you say the same of both, the links of both come together.'}
        </p>
      )}
    </>
  );
}

/** What hangs on the activity that is here, in a sentence. */
export function hanging({ links, answers, year }: Pick<DrawnPair, 'links' | 'answers' | 'year'>): string {
  if (links + answers === 0) return `Nobody has linked it or answered a suggestion of it in ${year}.`;
  return `${count(links, 'link', 'links')} and ${count(answers, 'answer', 'answers')} hang on it in ${year}.`;
}

function stated(minutes: number | null): string {
  return minutes === null ? 'not said' : hours(minutes);
}

/** More changes than these are a different text, and no marks help. */
const mostChanges = 400;

/** One side's words, with what the other side does not have marked. */
function Words({ own, other, kind: Mark }: { own: string | null; other: string | null; kind: 'ins' | 'del' }) {
  if (!own) return <span className="muted">none</span>;
  const parts = other ? diffWords(Mark === 'del' ? own : other, Mark === 'del' ? other : own, { maxEditLength: mostChanges }) : undefined;
  if (!parts) return own;
  let at = 0;
  return parts
    .filter(({ added, removed }) => (Mark === 'del' ? !added : !removed))
    .map(({ value, added, removed }) => {
      const key = at;
      at += value.length;
      return added || removed ? <Mark key={key}>{value}</Mark> : <span key={key}>{value}</span>;
    });
}
