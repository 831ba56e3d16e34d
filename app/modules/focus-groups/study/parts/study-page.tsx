import type { ReactNode } from 'react';
import { Choices } from '#app/ui/choices.tsx';
import { Page } from '#app/ui/page.tsx';

/** The parts of a study in the order of its work, each with its pages: the address below the study's, and its name. */
const parts = [
  {
    name: 'Study',
    pages: [
      ['', 'Overview'],
      ['/protocol', 'Protocol'],
      ['/people', 'People'],
      ['/sites', 'Sites'],
      ['/letters', 'Letters'],
      ['/notebook', 'Notebook'],
    ],
  },
  {
    name: 'Voices',
    pages: [
      ['/participants', 'Participants'],
      ['/sessions', 'Sessions'],
      ['/transcripts', 'Transcripts'],
    ],
  },
  {
    name: 'Codes',
    pages: [
      ['/codebook', 'Codebook'],
      ['/coding', 'Coding'],
      ['/agreement', 'Agreement'],
      ['/memos', 'Memos'],
      ['/search', 'Search'],
    ],
  },
  {
    name: 'Findings',
    pages: [
      ['/themes', 'Themes'],
      ['/reports', 'Reports'],
      ['/exchange', 'In and out'],
    ],
  },
] as const;

type StudyPageProps = {
  study: { slug: string; title: string; isSample: boolean };
  /** The address below the study's, as `/sites`. */
  here: (typeof parts)[number]['pages'][number][0];
  title: string;
  lead?: string;
  /** A page below this one. */
  below?: string;
  hasErrors?: boolean;
  children: ReactNode;
};

/** A page of a study: what the study is, where in it, and the way to its other pages. */
export function StudyPage({ study, here, title, lead, below, hasErrors, children }: StudyPageProps) {
  const base = `/w/focus-groups/${study.slug}`;
  const part = parts.find(({ pages }) => pages.some(([path]) => path === here))!;
  const name = part.pages.find(([path]) => path === here)![1];
  const crumbs = [
    { label: 'Focus groups', to: '/w/focus-groups' },
    ...(here === ''
      ? [{ label: study.title, ...(below ? { to: base } : {}) }]
      : [{ label: study.title, to: base }, below ? { label: name, to: base + here } : { label: name }]),
    ...(below ? [{ label: below }] : []),
  ];
  return (
    <Page title={title} lead={lead} status={study.isSample ? 'Invented sample' : undefined} crumbs={crumbs} isCompact>
      <title>{`${hasErrors ? 'Error: ' : ''}${title} · ${study.title} · Concord`}</title>
      <div className="bar">
        <Choices
          label="Parts of the study"
          options={parts.map((each) => ({ to: base + each.pages[0][0], label: each.name, isCurrent: each === part }))}
        />
        <Choices
          label={`Pages of ${part.name}`}
          options={part.pages.map(([path, label]) => ({ to: base + path, label, isCurrent: path === here }))}
        />
      </div>
      {children}
    </Page>
  );
}
