import type { ReactNode } from 'react';
import { listed } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { approachWords } from '../../study/approach.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import type { Study } from '../../study/queries.server.ts';

type ReportPageProps = {
  study: Pick<Study, 'slug' | 'title' | 'isSample'>;
  title: string;
  lead: string;
  hasErrors?: boolean;
  children: ReactNode;
};

/** A page of reports: under “Reports” of its study. */
export function ReportPage({ study, title, lead, hasErrors, children }: ReportPageProps) {
  return (
    <StudyPage study={study} here="/reports" below={title} title={title} lead={lead} hasErrors={hasErrors ?? false}>
      {children}
    </StudyPage>
  );
}

/** Why a figure that counts codes is not offered in this approach. */
export function NotCounted({ approach }: { approach: Study['approach'] }) {
  return (
    <Note title="Not offered in this approach">
      <p>
        The study’s approach is {approachWords[approach].name.toLowerCase()}: {approachWords[approach].meaning} A table of counts would say
        something that the study does not claim. Another approach can be written into the protocol, with its reason.
      </p>
    </Note>
  );
}

/** Before there is anything that codes are counted in. */
export function NothingCoded({ base, isHeard }: { base: string; isHeard: boolean }) {
  return isHeard ? (
    <Empty title="Nothing is coded yet that everybody may see" act={<a href={`${base}/coding`}>To the rounds of coding</a>}>
      Figures are made of open rounds, and of blind ones once the lead has opened them. So each reader sees the same.
    </Empty>
  ) : (
    <Empty title="No transcript is signed yet" act={<a href={`${base}/transcripts`}>To the transcripts</a>}>
      Figures are made of what the team reads. They appear when the first transcript is de-identified and signed.
    </Empty>
  );
}

/** What figures over codings rest on: the rounds, and how many codings are left out over several schools. */
export function Basis({ rounds, leftOut }: { rounds: readonly { title: string }[]; leftOut: number }) {
  return (
    <>
      <p className="small muted">Made of {listed(rounds.map(({ title }) => `“${title}”`))}, in the newest signed texts.</p>
      {leftOut > 0 && (
        <p className="small muted">
          {leftOut === 1 ? 'One coding is' : `${leftOut.toLocaleString('en')} codings are`} left out: somebody who speaks there did not
          agree to be read together with other schools.
        </p>
      )}
    </>
  );
}
