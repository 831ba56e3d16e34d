import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { whatCanAppear } from '../appearing.ts';
import { audienceWords, figureGroups, formWords, groupWords, type TermsFigures } from '../figure-group.ts';

/** The terms, group by group. */
export function TermsTable({ figures }: { figures: TermsFigures }) {
  return (
    <Table
      caption="What a school may share, at most"
      rows={[...figureGroups]}
      rowKey={(group) => group}
      columns={[
        { key: 'group', label: 'Figures', cell: (group) => groupWords[group].name },
        { key: 'holds', label: 'They hold', cell: (group) => groupWords[group].holds },
        { key: 'form', label: 'At most', cell: (group) => formWords[figures[group].form].name },
        {
          key: 'audience',
          label: 'With',
          cell: (group) => (figures[group].form === 'private' ? 'nobody' : audienceWords[figures[group].audience].who),
        },
      ]}
    />
  );
}

/** What can appear at all with so many schools, reckoned before any of them has chosen. */
export function WhatCanAppear({ figures, schools }: { figures: TermsFigures; schools: number }) {
  return (
    <Section title="What can appear with these schools" id="appears">
      {figureGroups.map((group) => (
        <div key={group}>
          <h3>{groupWords[group].name}</h3>
          <ul>
            {whatCanAppear(schools, figures[group]).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      ))}
    </Section>
  );
}
