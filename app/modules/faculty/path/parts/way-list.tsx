import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { stepWords } from '../../step.ts';
import type { WayStep } from '../way.ts';

const states: Readonly<Record<WayStep['state'], { words: string; kind: 'success' | 'attention' | 'suggestion' | 'plain' }>> = {
  reached: { words: 'reached', kind: 'success' },
  over: { words: 'over, to be refreshed', kind: 'attention' },
  due: { words: 'suggested: what can be counted is there', kind: 'suggestion' },
  next: { words: 'next', kind: 'plain' },
  later: { words: 'later', kind: 'plain' },
};

/** Somebody's way through a programme: each step, whether it stands and until when, and what it asks for with what is there of it. */
export function WayList({ way, caption }: { way: readonly WayStep[]; caption: string }) {
  return (
    <Table
      caption={caption}
      isCaptionHidden
      rows={[...way]}
      rowKey={({ step }) => step}
      columns={[
        { key: 'step', label: 'Step', cell: ({ step }) => stepWords[step] },
        { key: 'state', label: 'State', phone: 'bare', cell: ({ state }) => <Tag kind={states[state].kind}>{states[state].words}</Tag> },
        { key: 'stands', label: 'Stands', cell: standsWords },
        {
          key: 'asks',
          label: 'What it asks for',
          phone: 'line',
          cell: ({ criteria, state }) =>
            state === 'reached' ? (
              ''
            ) : criteria.length === 0 ? (
              'A trainer’s or the convener’s word'
            ) : (
              <ul className="plain-list">
                {criteria.map(({ words, soFar, isMet }) => (
                  <li key={words}>
                    {words}
                    {soFar !== null && ` (${soFar} so far)`}
                    <span className="muted">{isMet === null ? ', which a trainer judges' : isMet ? ', there' : ', still lacking'}</span>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  );
}

function standsWords({ standing, refreshMonths, state }: WayStep): string {
  if (standing === null)
    return state === 'reached' ? 'with the step above it' : refreshMonths === null ? '' : `for ${count(refreshMonths, 'month', 'months')}`;
  const since = `since ${day(standing.since)}`;
  return standing.until === null ? since : `${since}, until ${day(standing.until)}`;
}
