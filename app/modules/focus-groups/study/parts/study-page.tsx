import type { ReactNode } from 'react';
import { Choices } from '#app/ui/choices.tsx';
import { Page } from '#app/ui/page.tsx';

const pages = [
  ['', 'Overview'],
  ['/protocol', 'Protocol'],
  ['/people', 'People'],
  ['/sites', 'Sites'],
  ['/letters', 'Letters'],
  ['/participants', 'Participants'],
  ['/sessions', 'Sessions'],
  ['/transcripts', 'Transcripts'],
  ['/codebook', 'Codebook'],
  ['/coding', 'Coding'],
  ['/themes', 'Themes'],
  ['/agreement', 'Agreement'],
  ['/notebook', 'Notebook'],
  ['/exchange', 'In and out'],
  ['/reports', 'Reports'],
] as const;

type StudyPageProps = {
  study: { slug: string; title: string; isSample: boolean };
  /** The address below the study's, as `/sites`. */
  here: (typeof pages)[number][0];
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
  const name = pages.find(([path]) => path === here)![1];
  const crumbs = [
    { label: 'Focus groups', to: '/w/focus-groups' },
    ...(here === ''
      ? [{ label: study.title }]
      : [{ label: study.title, to: base }, below ? { label: name, to: base + here } : { label: name }]),
    ...(below ? [{ label: below }] : []),
  ];
  return (
    <Page
      title={title}
      lead={lead}
      status={study.isSample ? 'A sample: its people and what they say are invented.' : undefined}
      crumbs={crumbs}
    >
      <title>{`${hasErrors ? 'Error: ' : ''}${title} · ${study.title} · Concord`}</title>
      <Choices label="Pages of the study" options={pages.map(([path, label]) => ({ to: base + path, label, isCurrent: path === here }))} />
      {children}
    </Page>
  );
}
