import { scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { mayLeadStudy } from '../../rules.ts';
import { approachWords } from '../../study/approach.ts';
import { approvalWarning } from '../../study/approval.ts';
import { notes } from '../../study/notebook-queries.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { participants, sessions } from '../../study/people-queries.server.ts';
import { studyNamed, studyPeople } from '../../study/queries.server.ts';
import { studySites } from '../../study/site-queries.server.ts';
import { Waits } from '../parts/waits.tsx';
import { waitingIn } from '../queries.server.ts';
import type { Route } from './+types/study';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const people = await participants(scope, study);
    const held = await sessions(scope, study);
    return {
      study,
      sites: await studySites(scope, study),
      team: new Set((await studyPeople(scope, study)).map(({ personId }) => personId)).size,
      notes: (await notes(scope, study)).length,
      people: people.length,
      agreed: people.filter(({ state }) => state === 'agreed').length,
      declined: people.filter(({ state }) => state === 'declined').length,
      withdrawn: people.filter(({ state }) => state === 'withdrawn').length,
      sessions: held.length,
      waiting: await waitingIn(scope, study),
      mayLead: mayLeadStudy(study),
      isBegun: new URL(request.url).searchParams.get('done') === 'begin',
    };
  });
}

export default function Study({ loaderData }: Route.ComponentProps) {
  const { study, sites, team, notes: written, people, agreed, declined, withdrawn, sessions: held, waiting, mayLead, isBegun } = loaderData;
  const base = `/w/focus-groups/${study.slug}`;
  const { withoutAgreement, name } = approachWords[study.approach];
  return (
    <StudyPage study={study} here="" title={study.title} lead={study.question}>
      {isBegun && (
        <Note kind="success" title="The study is begun, and you lead it" isAnswer>
          <p>Next: write its protocol, add its sites with what their boards decided, and name who works on it.</p>
        </Note>
      )}
      {!mayLead &&
        sites.map((site) => {
          const warning = approvalWarning(site, site.expiresOn ? day(site.expiresOn) : '');
          return (
            warning && (
              <Note key={site.id} kind={site.approval.state === 'expired' ? 'danger' : 'attention'} title={warning}>
                The study’s lead writes down what its board decides.
              </Note>
            )
          );
        })}
      <Waits waiting={waiting} />
      <Section title="Where it stands">
        <Facts
          facts={[
            ['Approach', name],
            ['Protocol', <a key="protocol" href={`${base}/protocol`}>{`version ${study.protocol}`}</a>],
            [
              'Sites',
              <a key="sites" href={`${base}/sites`}>
                {count(sites.length, 'school', 'schools')}
              </a>,
            ],
            [
              'People who work on it',
              <a key="people" href={`${base}/people`}>
                {count(team, 'person', 'people')}
              </a>,
            ],
            [
              'Participants',
              <a key="participants" href={`${base}/participants`}>
                {people === 0 ? 'nobody asked yet' : `${people} asked, ${agreed} agreed, ${declined} declined, ${withdrawn} withdrew`}
              </a>,
            ],
            [
              'Sessions',
              <a key="sessions" href={`${base}/sessions`}>
                {count(held, 'session', 'sessions')}
              </a>,
            ],
            [
              'Notebook',
              <a key="notebook" href={`${base}/notebook`}>
                {count(written, 'note', 'notes')}
              </a>,
            ],
            ...(study.originalsUntil ? [['Originals are erased', day(study.originalsUntil)] as const] : []),
          ]}
        />
      </Section>
      {withoutAgreement && (
        <Section title="No figure of agreement">
          <p>{withoutAgreement}</p>
        </Section>
      )}
      <p>
        <a href={`${base}/trail`}>The trail of this study: every version, role, consent and decision</a>
      </p>
    </StudyPage>
  );
}
