import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Split } from '../part-queries.server.ts';

const extents = { mentioned: 'mentioned', partly: 'addressed partly', fully: 'addressed fully' };
type Answer = Split['differences'][number]['answers'][number];

/** Suggestions that two answered differently: the lead takes one of the answers, or opens the suggestion and gives a third. */
export function Differences({ split: { differences, year }, base }: { split: Split; base: string }) {
  if (differences.length === 0) return <p>Nothing waits for your decision.</p>;
  return (
    <form method="post" className="flow">
      <input type="hidden" name="year" value={year ?? ''} />
      <Table
        caption="Suggestions answered differently"
        isCaptionHidden
        rows={differences}
        rowKey={({ hitId }) => hitId}
        columns={[
          { key: 'activity', label: 'Activity', cell: ({ title, hitId }) => <a href={`${base}/review?hit=${hitId}`}>{title}</a> },
          { key: 'sentence', label: 'Sentence', phone: 'line', cell: ({ sentence }) => sentence },
          ...([0, 1] as const).map((at) => ({
            key: `answer-${at}`,
            label: at === 0 ? 'First answer' : 'Second answer',
            phone: 'line' as const,
            cell: ({ answers }: Split['differences'][number]) => <Taken answer={answers[at]!} />,
          })),
        ]}
      />
    </form>
  );
}

function Taken({ answer }: { answer: Answer }) {
  const { hitId, personId, name, code, level, extent, reason } = answer;
  const said =
    answer.answer === 'rejected' ? `not this${reason ? `: “${reason}”` : ''}` : `competency ${code}, ${level}, ${extents[extent!]}`;
  return (
    <>
      <p>
        {name}: {said}
      </p>
      <Button name="act" value={`decide.${hitId}.${personId}`}>
        Take {name}’s answer
      </Button>
    </>
  );
}

/** How far each two agree who answered the same suggestions. */
export function Agreements({ split: { agreements } }: { split: Pick<Split, 'agreements'> }) {
  if (agreements.length === 0) return <p>No two people have answered the same suggestion yet.</p>;
  return (
    <Table
      caption="Agreement of two"
      isCaptionHidden
      rows={agreements}
      rowKey={({ key }) => key}
      columns={[
        { key: 'people', label: 'Who', cell: ({ people }) => people.join(' and ') },
        { key: 'answered', label: 'Answered by both', isNumber: true, cell: ({ answered }) => answered.toLocaleString('en') },
        {
          key: 'percent',
          label: 'Alike',
          isNumber: true,
          cell: ({ percent: { value, why } }) => (value === null ? `undefined: ${why}` : `${Math.round(100 * value)} %`),
        },
        {
          key: 'cohen',
          label: 'Cohen’s kappa',
          isNumber: true,
          cell: ({ cohen: { value, why } }) => (value === null ? `undefined: ${why}` : value.toFixed(2)),
        },
      ]}
    />
  );
}
