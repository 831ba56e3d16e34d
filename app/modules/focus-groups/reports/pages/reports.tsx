import type { ReactNode } from 'react';
import { scoped } from '#app/platform/web.server.ts';
import { Section } from '#app/ui/page.tsx';
import { mayTakeOut } from '../../rules.ts';
import { approachWords, isOn } from '../../study/approach.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import type { Route } from './+types/reports';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return { study, counts: isOn(study.approach, 'counts'), mayTake: mayTakeOut(study) };
  });
}

export default function Reports({ loaderData: { study, counts, mayTake } }: Route.ComponentProps) {
  const base = `/w/focus-groups/${study.slug}/reports`;
  return (
    <StudyPage
      study={study}
      here="/reports"
      title="Reports"
      lead="What the study can say of its talk and of its own work, and what leaves it. What a program wrote is a draft until you make it yours."
    >
      <Section title="The talk">
        <ul className="plain-list">
          <Offer to={`${base}/talk`} name="Who talks">
            Talk share and turn-taking of each session, the moderator’s part too.
          </Offer>
          {counts && (
            <>
              <Offer to={`${base}/codes`} name="Codes by session">
                Where each code stands, as presence.
              </Offer>
              <Offer to={`${base}/together`} name="Codes seen together">
                Pairs of codes in the same turn or on the same words.
              </Offer>
              <Offer to={`${base}/saturation`} name="Saturation">
                New codes by session, by base, run and threshold, and what another order of the sessions would show.
              </Offer>
            </>
          )}
        </ul>
        {!counts && (
          <p className="small muted">
            Figures that count codes are not offered: the approach is {approachWords[study.approach].name.toLowerCase()}.
          </p>
        )}
      </Section>
      <Section title="The report">
        <ul className="plain-list">
          <Offer to={`${base}/checklists/coreq`} name="COREQ">
            The 32 items for interviews and focus groups, filled from the study where it says them, with the gaps shown.
          </Offer>
          <Offer to={`${base}/checklists/srqr`} name="SRQR">
            The 21 items for qualitative research, in the same way.
          </Offer>
          <Offer to={`${base}/methods`} name="Methods paragraph">
            A draft with the study’s figures, in the terms of its approach.
          </Offer>
        </ul>
      </Section>
      <Section title="What leaves the study">
        <ul className="plain-list">
          <Offer to={`${base}/files`} name={mayTake ? 'Take files out' : 'Files that left'}>
            Quotes, codebook, codings, highlighted transcripts and the audit trail. Each is kept with whose words were in it.
          </Offer>
        </ul>
      </Section>
    </StudyPage>
  );
}

function Offer({ to, name, children }: { to: string; name: string; children: ReactNode }) {
  return (
    <li>
      <a href={to}>{name}</a>
      <br />
      <span className="muted">{children}</span>
    </li>
  );
}
