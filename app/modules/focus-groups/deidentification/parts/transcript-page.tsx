import type { ReactNode } from 'react';
import { Choices } from '#app/ui/choices.tsx';
import { StudyPage } from '../../study/parts/study-page.tsx';

const pages = [
  ['/deidentify', 'Passages'],
  ['/deidentify/text', 'Whole text'],
  ['/sign', 'Sign'],
  ['/read', 'Read'],
] as const;

type TranscriptPageProps = {
  study: { slug: string; title: string; isSample: boolean };
  transcript: { id: string; title: string };
  /** The address below the transcript's. */
  here: (typeof pages)[number][0];
  /** Whether the reader may read what was said as it was said; else only the signed text is offered. */
  isNamed: boolean;
  title: string;
  lead: string;
  hasErrors?: boolean;
  children: ReactNode;
};

/** A page of one transcript's way from what was said to what the team reads. */
export function TranscriptPage({ study, transcript, here, isNamed, title, lead, hasErrors, children }: TranscriptPageProps) {
  const base = `/w/focus-groups/${study.slug}/transcripts/${transcript.id}`;
  return (
    <StudyPage study={study} here="/transcripts" below={transcript.title} title={title} lead={lead} hasErrors={hasErrors}>
      {isNamed && (
        <Choices
          label="Pages of the transcript"
          options={pages.map(([path, label]) => ({ to: base + path, label, isCurrent: path === here }))}
        />
      )}
      {children}
    </StudyPage>
  );
}
