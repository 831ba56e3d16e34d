import type { ReactNode } from 'react';
import { Choices } from '#app/ui/choices.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Page } from '#app/ui/page.tsx';

const parts = [
  ['/places', 'Who comes'],
  ['/attendance', 'Who was there'],
  ['/credit', 'Credit'],
  ['/certificates', 'Certificates'],
  ['/evaluation', 'Evaluation'],
] as const;

type OccasionPageProps = {
  occasion: {
    id: string;
    title: string;
    page: string;
    startsAt: Date;
    endsAt: Date;
    timeZone: string;
    status: string;
    isSample: boolean;
    recordsAttendance: boolean;
    givesCertificate: boolean;
    creditBy: string;
  };
  here: (typeof parts)[number][0];
  lead: string;
  /** The name of a page below one of the lists. */
  below?: string;
  hasErrors?: boolean;
  children: ReactNode;
};

/** A page for those who run an occasion: which one it is, and the way to its other lists. */
export function OccasionPage({ occasion, here, lead, below, hasErrors, children }: OccasionPageProps) {
  const list = parts.find(([path]) => path === here)![1];
  const name = below ?? list;
  const base = `/w/occasions/${occasion.id}`;
  const isKept: Readonly<Record<string, boolean>> = {
    '/attendance': occasion.recordsAttendance,
    '/credit': occasion.creditBy !== '',
    '/certificates': occasion.givesCertificate,
  };
  const isShown = (path: string) => path === here || (isKept[path] ?? true);
  const status = [
    dayAndSpan(occasion.startsAt, occasion.endsAt, occasion.timeZone),
    occasion.status === 'cancelled' && 'cancelled',
    occasion.isSample && 'invented sample',
  ];
  return (
    <Page
      title={name}
      lead={lead}
      status={status.filter(Boolean).join('\u00a0· ')}
      crumbs={[{ label: occasion.title, to: occasion.page }, ...(below ? [{ label: list, to: base + here }] : []), { label: name }]}
    >
      <title>{`${hasErrors ? 'Error: ' : ''}${name} · ${occasion.title} · Concord`}</title>
      <Choices
        label="Lists of this event"
        options={parts.filter(([path]) => isShown(path)).map(([path, label]) => ({ to: base + path, label, isCurrent: path === here }))}
      />
      {children}
    </Page>
  );
}
