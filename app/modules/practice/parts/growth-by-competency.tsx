import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { anchorWords } from '../feedback/rubric.ts';
import type { Growth, Point } from '../growth/growth.ts';
import { GrowthChart } from '../growth/parts/growth-chart.tsx';
import { monthName } from '../log/entry.ts';
import { stepWords } from '../scale.ts';

type Competency = { readonly stableId: string; readonly code: string; readonly shortTitle: string };
type Row = Point & { readonly series: 'self' | 'observed' };

/** Each competency with its points drawn and listed. `isOwn`: the student reads it, else somebody whom they show it to. */
export function GrowthByCompetency({ growth, isOwn }: { growth: readonly Growth<Competency>[]; isOwn: boolean }) {
  return growth.map(({ competency: { stableId, code, shortTitle }, self, observed }) => {
    const rows: Row[] = [
      ...self.map((point) => ({ ...point, series: 'self' as const })),
      ...observed.map((point) => ({ ...point, series: 'observed' as const })),
    ];
    return (
      <Section key={stableId} title={`${code} ${shortTitle}`}>
        <GrowthChart growth={{ self, observed }} isOwn={isOwn} />
        <Table
          caption={`${code}: each view by itself`}
          rows={rows}
          rowKey={({ series, id }) => `${series} ${id}`}
          group={({ series }) => (series === 'self' ? (isOwn ? 'What I saw' : 'What the student saw') : 'What others saw')}
          columns={[
            {
              key: 'month',
              label: 'Month',
              cell: ({ id, month, series }) =>
                isOwn && series === 'self' ? <a href={`/w/practice/entries/${id}`}>{monthName(month)}</a> : monthName(month),
            },
            {
              key: 'step',
              label: isOwn ? 'How much was my own' : 'How much was the student’s own',
              cell: ({ step, series }) => step && stepWords[step][series === 'self' ? 'self' : 'observer'],
            },
            { key: 'seen', label: 'What was seen', cell: ({ anchor }) => anchor && anchorWords(stableId, anchor) },
            { key: 'by', label: 'By', cell: ({ by, state }) => [by, state].filter(Boolean).join(', ') },
          ]}
        />
      </Section>
    );
  });
}
