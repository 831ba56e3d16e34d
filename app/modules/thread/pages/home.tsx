import type { Member } from '#app/platform/actor.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { occasionsWaiting, ownPlaces } from '../../attendance/certificates/own-queries.server.ts';
import { OccasionsWait } from '../../attendance/certificates/parts/occasions-wait.tsx';
import { OwnPlacesWait } from '../../attendance/certificates/parts/own-places-wait.tsx';
import { coursesWaiting } from '../../curriculum/asking/own-course-queries.server.ts';
import { nextStep } from '../../curriculum/intake/next-step.ts';
import { NextStep } from '../../curriculum/intake/parts/next-step.tsx';
import { curriculumInside } from '../../curriculum/intake/queries.server.ts';
import { VersionWaits } from '../../curriculum/parts/version-waits.tsx';
import { versionWaiting } from '../../curriculum/queries.server.ts';
import { roundForUs, roundsAsking } from '../../curriculum/rounds/board-queries.server.ts';
import { RoundWaits } from '../../curriculum/rounds/parts/round-waits.tsx';
import { mayAnswerAsDirector, mayBringIn, mayReview, mayViewCurriculum } from '../../curriculum/rules.ts';
import { FacultyWaits } from '../../faculty/path/parts/faculty-waits.tsx';
import { observationsWaiting } from '../../faculty/path/queries.server.ts';
import { Waits } from '../../focus-groups/overview/parts/waits.tsx';
import { waitingIn } from '../../focus-groups/overview/queries.server.ts';
import { studyRoleWords } from '../../focus-groups/rules.ts';
import { ownStudies } from '../../focus-groups/study/queries.server.ts';
import { inForum } from '../../forum/events/in-forum.server.ts';
import { ForumWaits } from '../../forum/programme/parts/forum-waits.tsx';
import { forumWaiting } from '../../forum/programme/plan-queries.server.ts';
import { lessonsReturned } from '../../lessons/own-queries.server.ts';
import { LessonsReturned } from '../../lessons/parts/lessons-returned.tsx';
import { LessonsToReview } from '../../lessons/parts/lessons-to-review.tsx';
import { lessonsToReview } from '../../lessons/queries.server.ts';
import { usesAsked } from '../../library/adoption/queries.server.ts';
import { LibraryWaits } from '../../library/parts/library-waits.tsx';
import { reviewsWaiting } from '../../library/reviewing/queries.server.ts';
import { ownShelfName } from '../../library/shelf-name.ts';
import { roleWords } from '../../members/invitation.ts';
import { zoneOf } from '../../members/queries.server.ts';
import { schoolsWithLeads } from '../../members/schools/queries.server.ts';
import { GoalWaits } from '../../perspectives/goal/parts/goal-waits.tsx';
import { goalWaits } from '../../perspectives/goal/queries.server.ts';
import { ListeningWaits } from '../../perspectives/listening/parts/listening-waits.tsx';
import { listeningWaits } from '../../perspectives/listening/queries.server.ts';
import { ownGoals, ownLog } from '../../practice/log/queries.server.ts';
import { reportYears } from '../../practice/reports/queries.server.ts';
import { PagesWait } from '../parts/pages-wait.tsx';
import { PracticeWaits } from '../parts/practice-waits.tsx';
import { pagesWaiting } from '../queries.server.ts';
import type { Route } from './+types/home';

export async function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const { name, collaborativeRoles } = member;
  const now = new Date();
  const isConvener = collaborativeRoles.includes('convener');
  const schools = [];
  for (const school of member.schools) schools.push(await atSchool({ context, request }, school));
  // Somebody may run one as its host and for a school, too.
  const occasions = [
    ...(await scoped({ context, request }, (scope) => occasionsWaiting(scope, now))),
    ...schools.flatMap((each) => each.occasions),
  ];
  const asking = isConvener ? await scoped({ context, request }, roundsAsking) : [];
  const led = isConvener ? await scoped({ context, request }, schoolsWithLeads) : [];
  const studies = await scoped({ context, request }, async (scope) => {
    const waiting = [];
    for (const study of await ownStudies(scope))
      waiting.push({ slug: study.slug, title: study.title, roles: study.roles, waiting: await waitingIn(scope, study) });
    return waiting;
  });
  return {
    name,
    collaborativeRoles,
    schools,
    studies,
    ...(await scoped({ context, request }, async (scope) => ({
      own: await ownPlaces(scope, now),
      pages: await pagesWaiting(scope),
      faculty: await observationsWaiting(scope),
      zone: await zoneOf(scope),
    }))),
    practice: member.schools.some(({ roles }) => roles.includes('student')) ? await scoped({ context, request }, practiceOf) : null,
    occasions: [...new Map(occasions.map((each) => [each.id, each])).values()],
    forum: await inForum({ context, request }, (scope) => forumWaiting(scope, new Date())),
    asking,
    libraryDue: isConvener ? await scoped({ context, request }, (scope) => reviewsWaiting(scope, new Date())) : [],
    listening: await scoped({ context, request }, listeningWaits),
    withoutLead: led.filter(({ hasLead, isLeadInvited }) => !hasLead && !isLeadInvited),
  };
}

/** What waits for a student in their own practice: whether they keep a log, goals that are not done, and a year that is asked. */
async function practiceOf(scope: Scope) {
  const goals = (await ownGoals(scope)).filter(({ doneAt }) => doneAt === null);
  const asked = (await reportYears(scope)).find(({ isOpen, isAnswered }) => isOpen && !isAnswered);
  return {
    hasLog: (await ownLog(scope)) !== null,
    goals: goals.slice(0, 3).map(({ id, words, dueOn }) => ({ id, words, dueOn })),
    asked: asked?.year ?? null,
  };
}

/** A school of the member with the one next step there; null where there is none for these roles. */
function atSchool(at: Pick<Route.LoaderArgs, 'context' | 'request'>, { slug, name, roles }: Member['schools'][number]) {
  return scoped({ ...at, slug }, async (scope) => {
    const { actor } = scope;
    const seesCurriculum = mayViewCurriculum(actor);
    const can = { bringIn: mayBringIn(actor), review: mayReview(actor) };
    const waitingVersion = can.review ? await versionWaiting(scope) : null;
    const step = seesCurriculum ? nextStep(await curriculumInside(scope), can) : null;
    const round = seesCurriculum ? await roundForUs(scope, new Date()) : null;
    const directed = (mayAnswerAsDirector(actor) ? await coursesWaiting(scope) : []).map(({ courseStableId, title, dueOn }) => ({
      courseStableId,
      title,
      dueOn,
    }));
    const library = { asked: await usesAsked(scope, new Date()), due: await reviewsWaiting(scope, new Date()) };
    const lessons = { toReview: await lessonsToReview(scope), returned: await lessonsReturned(scope) };
    const goal = await goalWaits(scope);
    const occasions = await occasionsWaiting(scope, new Date());
    return { slug, name, roles, seesCurriculum, step, waitingVersion, round, directed, lessons, library, goal, occasions };
  });
}

type Data = Route.ComponentProps['loaderData'];

export default function Home({ loaderData }: Route.ComponentProps) {
  const { name, collaborativeRoles, schools, studies } = loaderData;
  return (
    <Page title={`Welcome, ${name}`} lead="What waits for you, and the next step.">
      <title>Home · Concord</title>
      <ListeningWaits waiting={loaderData.listening} />
      {loaderData.practice && <PracticeWaits practice={loaderData.practice} />}
      <FacultyWaits waiting={loaderData.faculty} />
      {schools.map((school) => (
        <AtSchool key={school.slug} school={school} />
      ))}
      {collaborativeRoles.length > 0 && <InCollaborative data={loaderData} />}
      <OwnPlacesWait own={loaderData.own} zone={loaderData.zone} />
      <OccasionsWait waiting={loaderData.occasions} />
      <PagesWait pages={loaderData.pages} zone={loaderData.zone} />
      <ForumWaits waits={loaderData.forum} title="The forum" most={8} />
      {studies.map((study) => (
        <AtStudy key={study.slug} study={study} />
      ))}
    </Page>
  );
}

function AtSchool({
  school: { slug, name, roles, seesCurriculum, step, waitingVersion, round, directed, lessons, library, goal },
}: {
  school: Data['schools'][number];
}) {
  const base = `/w/curriculum/${slug}`;
  return (
    <Section title={name}>
      <OwnRoles roles={roles} />
      <CoursesWait courses={directed} base={base} />
      <GoalWaits number={goal} school={name} />
      <RoundWaits round={round} />
      <VersionWaits version={waitingVersion} base={base} />
      <LibraryWaits shelf={slug} {...library} />
      <LessonsToReview school={slug} lessons={lessons.toReview} />
      <LessonsReturned school={slug} lessons={lessons.returned} />
      {step ? (
        <NextStep step={step} base={base} />
      ) : (
        <p>
          {seesCurriculum
            ? 'No curriculum is in yet. Once your school’s lead has brought one in, you can look at its activities and coverage here.'
            : 'Nothing waits for you. Read what every graduate should be able to do, and who works on it at your school.'}
        </p>
      )}
      <p className="bar">
        {seesCurriculum && <a href={base}>Curriculum</a>}
        {seesCurriculum && <a href="/w/curriculum/rounds">Mapping rounds</a>}
        <a href={`/w/members/${slug}`}>People and phases</a>
        <a href="/w/perspectives">Perspectives</a>
        {!seesCurriculum && <a href="/w/competencies">Competencies</a>}
      </p>
    </Section>
  );
}

function AtStudy({ study: { slug, title, roles, waiting } }: { study: Data['studies'][number] }) {
  return (
    <Section title={title}>
      <p className="muted">
        Your {roles.length === 1 ? 'role' : 'roles'} in this study: {roles.map((role) => studyRoleWords[role]).join(', ')}.
      </p>
      <Waits waiting={waiting} />
      <p className="bar">
        <a href={`/w/focus-groups/${slug}`}>The study</a>
      </p>
    </Section>
  );
}

function CoursesWait({ courses, base }: { courses: Data['schools'][number]['directed']; base: string }) {
  return courses.map(({ courseStableId, title, dueOn }) => (
    <Note key={courseStableId} kind="attention" title={`Your school asks you about ${title}`}>
      <p>
        Say what is still so, what is not any more and what was missed. It takes about two minutes.
        {dueOn && ` The last day is ${day(dueOn)}.`}
      </p>
      <p className="bar">
        <ButtonLink kind="primary" href={`${base}/asked/${courseStableId}`}>
          Answer for your course
        </ButtonLink>
      </p>
    </Note>
  ));
}

function OwnRoles({ roles }: { roles: readonly string[] }) {
  return (
    <p className="muted">
      Your {roles.length === 1 ? 'role' : 'roles'} here: {roles.map(roleWords).join(', ')}.
    </p>
  );
}

function InCollaborative({ data: { collaborativeRoles, withoutLead, libraryDue, asking } }: { data: Data }) {
  const [first, ...others] = withoutLead;
  const isConvener = collaborativeRoles.includes('convener');
  return (
    <Section title="The collaborative">
      <OwnRoles roles={collaborativeRoles} />
      <LibraryWaits shelf={ownShelfName} asked={[]} due={libraryDue} />
      {asking.map(({ slug, title, schools }) => (
        <Note key={slug} kind="attention" title={`${title}: other terms are asked for by ${schools.join('; ')}`}>
          <p className="bar">
            <ButtonLink href={`/w/curriculum/rounds/${slug}/terms#answers`}>Read what is asked</ButtonLink>
          </p>
        </Note>
      ))}
      {first && (
        <Note
          kind="attention"
          title={others.length === 0 ? `${first.name} has no lead yet` : `${withoutLead.length} schools have no lead yet`}
        >
          <p>A lead brings the school’s curriculum in and invites the people who map it. {others.length > 0 && listed(withoutLead)}</p>
          <p className="bar">
            <ButtonLink kind="primary" href={`/w/members?role=lead&school=${first.slug}#invite`}>
              Invite a lead for {first.name}
            </ButtonLink>
          </p>
        </Note>
      )}
      {isConvener && !first && <p>Every school has a lead, or has invited one.</p>}
      <p className="bar">
        <a href="/w/members">Who is where</a>
        <a href="/w/perspectives">Perspectives</a>
        <a href="/w/curriculum/rounds">Mapping rounds</a>
        {isConvener && <a href="/w/members/profile">What the public pages say of us</a>}
        {(isConvener || collaborativeRoles.includes('auditor')) && <a href="/w/members/record">The record of changes</a>}
      </p>
    </Section>
  );
}

function listed(schools: Data['withoutLead']): string {
  return `None yet at ${schools.map(({ name }) => name).join('; ')}.`;
}
