import { relationPhrases } from '#app/modules/competencies/crosswalks/crosswalk.ts';
import { withParam } from '#app/ui/address.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { rangeNumber } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { type MinuteRange, sumOf } from '../../minutes.ts';
import type { Link } from '../coverage.ts';
import type { CoverageView } from '../view.ts';
import { chosenPhrases } from './coverage-figure.tsx';

type Method = {
  readonly kind: 'instruction' | 'assessment';
  readonly code: string;
  readonly name: string | null;
  readonly purpose: string | null;
};
type Row = {
  readonly id: string;
  readonly title: string;
  readonly minutes: MinuteRange | null;
  readonly methods: readonly Method[];
  readonly links: readonly Link[];
  readonly courses: readonly string[];
};
export type OpenCell = {
  readonly column: string;
  readonly competency: string;
  readonly milestone: string | null;
  readonly facet: string | null;
  readonly isUnknownOnly: boolean;
  readonly rows: readonly Row[];
};

const levels = { introduced: 'Introduced', practised: 'Practised', assessed: 'Assessed' };
const extents = { mentioned: 'Mentioned', partly: 'Partly', fully: 'Fully' };

/** The activities behind an open cell, with the sum that stands in it. */
export function CellList({ open, view, search, base }: { open: OpenCell; view: CoverageView; search: string; base: string }) {
  const { chosen } = view;
  const { rows, competency, column, milestone, facet, isUnknownOnly } = open;
  const sum = sumOf(rows.map(({ minutes }) => minutes));
  const subject = competency === 'all' ? 'All competencies' : `Competency ${competency}${milestone === null ? '' : `, “${milestone}”`}`;
  const where = [subject, ...(facet === null ? [] : [facet]), column, chosenPhrases[chosen.requirement]].join(', ');
  const title = isUnknownOnly
    ? `${where}: without hours`
    : `${where}: ${sum === null ? 'unknown hours' : `${rangeNumber(sum)} ${sum.most === 60 && sum.least === 60 ? 'hour' : 'hours'}`}`;
  return (
    <Section title={`${title} in ${count(rows.length, 'activity', 'activities')}`} id="behind">
      <p className="bar">
        <span>{levelsOf(rows)}</span>
        <ButtonLink
          kind="quiet"
          href={['cell', 'only', 'facet', 'milestone'].reduce((address, name) => withParam(address, name, null), search)}
        >
          Close the list
        </ButtonLink>
      </p>
      {rows.length > 0 && (
        <Table
          caption="Activities behind this figure"
          isCaptionHidden
          rows={[...rows]}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: 'Activity', cell: ({ id, title }) => <a href={`${base}/activities/${id}`}>{title}</a> },
            { key: 'course', label: 'Course', phone: 'bare', cell: ({ courses }) => courses.join(', ') || 'In no course' },
            { key: 'level', label: 'Level', phone: 'bare', cell: ({ links }) => wordsOf(links, competency, ({ level }) => levels[level]) },
            { key: 'extent', label: 'Addressed', cell: ({ links }) => wordsOf(links, competency, ({ extent }) => extents[extent]) },
            ...(view.carriedBy === null
              ? []
              : [
                  {
                    key: 'carried',
                    label: 'Carried: ours',
                    cell: ({ links }: Row) => wordsOf(links, competency, ({ carriedBy }) => relationPhrases[carriedBy!]),
                  },
                ]),
            { key: 'method', label: 'Method', phone: 'bare', cell: ({ methods }) => namesOf(methods, 'instruction') || 'Not said' },
            { key: 'assessed', label: 'Assessed', cell: ({ methods }) => namesOf(methods, 'assessment') || 'No' },
            { key: 'hours', label: 'Hours', isNumber: true, unit: 'h', cell: ({ minutes }) => rangeNumber(minutes) },
          ]}
        />
      )}
    </Section>
  );
}

/** "3 introduced, 2 practised, 1 assessed": an activity linked to several competencies counts at each level once. */
function levelsOf(rows: readonly Row[]): string {
  const counts = (Object.keys(levels) as Link['level'][]).map(
    (level) => [level, rows.filter(({ links }) => links.some((link) => link.level === level)).length] as const,
  );
  return rows.length === 0 ? 'No activity is linked here.' : `${counts.map(([level, number]) => `${number} ${level}`).join(', ')}.`;
}

function wordsOf(links: readonly Link[], competency: string, wordOf: (link: Link) => string): string {
  return links.map((link) => (competency === 'all' ? `${link.competency}: ${wordOf(link)}` : wordOf(link))).join(', ');
}

function namesOf(methods: readonly Method[], kind: Method['kind']): string {
  const names = methods
    .filter((method) => method.kind === kind)
    .map(({ name, code, purpose }) => (purpose ? `${name ?? code} (${purpose})` : (name ?? code)));
  return [...new Set(names)].join(', ');
}
