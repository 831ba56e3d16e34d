import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Keys } from '#app/ui/keys.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue, type QueueAct } from '#app/ui/queue.tsx';
import { Table } from '#app/ui/table.tsx';
import { type DrawnPair, hanging, PairItem } from './pair-item.tsx';

type Counts = { open: number; same: number; different: number; alike: number };
type QueueProps = { pair: (DrawnPair & { place: number }) | undefined; counts: Counts; base: string; back: string; mayAnswer: boolean };

/** One pair at a time, answered by keys or by its buttons; at the end the way back to the file. */
export function PairQueue({ pair, counts, base, back, mayAnswer }: QueueProps) {
  const { open, same, different } = counts;
  const total = open + same + different;
  return (
    <>
      <Progress label="answered" done={same + different} total={total} />
      {pair === undefined ? (
        <AllAnswered counts={counts} back={back} mayAnswer={mayAnswer} />
      ) : (
        <Queue
          item={<PairItem pair={pair} base={base} />}
          hidden={{ activity: pair.activityId, source: pair.sourceId, at: String(pair.place) }}
          questions={[]}
          acts={actsOf(pair, mayAnswer)}
          saved={mayAnswer ? 'Saved on the server at every answer' : 'The leads of your school answer'}
        >
          {pair.answer !== null && (
            <p>
              <strong>{answerWords[pair.answer]}</strong>
              {pair.answeredBy && `, said ${pair.answeredBy}`}.
            </p>
          )}
        </Queue>
      )}
      <Keys />
    </>
  );
}

function actsOf({ answer }: DrawnPair, mayAnswer: boolean): QueueAct[] {
  const ways: QueueAct[] = [
    { value: 'skip', label: 'Next', keyLabel: 'j', kind: 'quiet' },
    { value: 'back', label: 'Back', keyLabel: 'k', kind: 'quiet' },
  ];
  if (!mayAnswer) return ways;
  if (answer !== null) return [...ways, { value: 'undo', label: 'Undo', keyLabel: 'u', kind: 'quiet' }];
  return [
    { value: 'same', label: 'The same', keyLabel: 'y', kind: 'primary' },
    { value: 'different', label: 'Different', keyLabel: 'n' },
    ...ways,
    { value: 'undo', label: 'Undo last', keyLabel: 'u', kind: 'quiet' },
  ];
}

const answerWords = { same: 'The same', different: 'Different' } as const;

function AllAnswered({ counts: { same, different }, back, mayAnswer }: { counts: Counts; back: string; mayAnswer: boolean }) {
  return (
    <div className="empty">
      <h2>All pairs are answered</h2>
      <p>
        {count(same, 'is the same', 'are the same')}, {count(different, 'is different', 'are different')}. Nothing is written yet: that
        happens when the file is brought in.
      </p>
      <div className="bar">
        <ButtonLink kind="primary" href={back}>
          Go back to the file
        </ButtonLink>
        {mayAnswer && (
          <form method="post">
            <Button name="act" value="undo" keyLabel="u" kind="quiet">
              Undo last
            </Button>
          </form>
        )}
      </div>
    </div>
  );
}

type ListProps = { pairs: readonly (DrawnPair & { place: number })[]; total: number; base: string };

/** Pairs in a list, the most alike first, each with the way to answer it. */
export function PairList({ pairs, total, base }: ListProps) {
  if (pairs.length === 0) return <p>There are none.</p>;
  return (
    <Table
      caption="Pairs, the most alike first"
      count={count(total, 'pair', 'pairs')}
      rows={[...pairs]}
      rowKey={({ sourceId, activityId }) => `${sourceId} ${activityId}`}
      columns={[
        {
          key: 'here',
          label: 'Here',
          cell: ({ here, activityId }) => <a href={`${base}/activities/${activityId}`}>{here.title || 'without a title'}</a>,
        },
        { key: 'file', label: 'In the file', cell: ({ file }) => file.title || 'without a title' },
        { key: 'course', label: 'Course in the file', cell: ({ file }) => file.courses.join('; ') || 'in no course' },
        { key: 'likeness', label: 'Alike', isNumber: true, cell: ({ likeness }) => `${likeness} %` },
        { key: 'hanging', label: 'What hangs on it', phone: 'line', cell: hanging },
        {
          key: 'answer',
          label: 'Answer',
          phone: 'bare',
          cell: ({ answer, place }) => <a href={`?at=${place}`}>{answer === null ? 'Answer it' : answerWords[answer]}</a>,
        },
      ]}
    />
  );
}
