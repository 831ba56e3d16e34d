import { zone } from '#app/modules/members/time-zone.ts';
import { scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { type ActivityFacts, activityFacts } from '../activities/activity-queries.server.ts';
import { History } from '../activities/parts/history.tsx';
import { Objectives } from '../activities/parts/objectives.tsx';
import { answerWords, methodName, phaseWord, statedMinutes } from '../activities/words.ts';
import { roundToOfferTo } from '../calibration/offer-queries.server.ts';
import { historyOf } from '../editing/history-queries.server.ts';
import { EditNote } from '../editing/parts/edit-note.tsx';
import { editSaid } from '../editing/queries.server.ts';
import { rangeOf } from '../minutes.ts';
import { Defined } from '../parts/defined.tsx';
import { requirementWords } from '../placement.ts';
import { mayCorrect, mayReview } from '../rules.ts';
import type { Route } from './+types/activity';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const edit = new URL(request.url).searchParams.get('edit');
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    ...(await activityFacts(scope, params.activity)),
    history: await historyOf(scope, params.activity),
    edit: await editSaid(scope, edit),
    mayReview: mayReview(scope.actor),
    mayCorrect: mayCorrect(scope.actor),
    mayOffer: (await roundToOfferTo(scope)) !== null,
  }));
}

type Data = Route.ComponentProps['loaderData'];

export default function Activity({ loaderData }: Route.ComponentProps) {
  const { school, activity, objectives } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title={activity.title}
      status={`Activity of ${activity.year}`}
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: 'Activities', to: `${base}/activities?year=${activity.year}` },
        { label: activity.title },
      ]}
    >
      <title>{`${activity.title} · ${school.name} · Concord`}</title>
      <EditNote edit={loaderData.edit} base={base} mayCorrect={loaderData.mayCorrect} />
      {activity.removedAt && <Gone activity={activity} base={base} />}
      {loaderData.mayCorrect && (
        <p className="bar">
          <ButtonLink href={`${base}/activities/${activity.id}/edit`}>Correct it</ButtonLink>
          {loaderData.mayOffer && activity.removedAt === null && (
            <ButtonLink kind="quiet" href={`${base}/calibrate/offer?activity=${activity.id}`}>
              Offer it for the calibration
            </ButtonLink>
          )}
        </p>
      )}
      {activity.description && <p>{activity.description}</p>}
      <Stated data={loaderData} />
      <Section title="Where it stands">
        <Places data={loaderData} base={base} />
      </Section>
      <Section title="Competencies">
        <Links data={loaderData} />
        {loaderData.mayReview && activity.removedAt === null && (
          <p className="bar">
            <ButtonLink href={`${base}/review/map?activity=${activity.id}`}>Link it to a competency</ButtonLink>
          </p>
        )}
      </Section>
      <Section title="What a scan found">
        <Hits data={loaderData} base={base} />
      </Section>
      <Section title="Objectives">
        <Objectives objectives={objectives} />
      </Section>
      <History history={loaderData.history} base={base} mayCorrect={loaderData.mayCorrect} />
      <Defined figures={['learner-hours', 'delivered-hours', 'groups', 'estimate', 'link', 'hit']} />
    </Page>
  );
}

/** Why it is in no list: it became one with another, or left the map. */
function Gone({ activity: { removedAt, sameAs }, base }: { activity: Data['activity']; base: string }) {
  const since = dayIn(removedAt!, zone);
  if (sameAs !== null)
    return (
      <Note kind="attention" title={`One with another activity since ${since}`}>
        <p>
          Its links and places went over to <a href={`${base}/activities/${sameAs}`}>the one that stayed</a>.
        </p>
      </Note>
    );
  return (
    <Note kind="attention" title={`Not on the map since ${since}`}>
      It is in no list and no figure. What people said of it is kept.
    </Note>
  );
}

function Stated({ data: { activity, methods, words } }: { data: Data }) {
  const named = (kind: 'instruction' | 'assessment') =>
    methods
      .filter((method) => method.kind === kind)
      .map((method) => [methodName(method), method.purpose, method.isPrimary && 'primary'].filter(Boolean).join(', '))
      .join('; ') || 'Not said';
  const termsOf = (kind: 'keyword' | 'resource') =>
    words
      .filter((word) => word.kind === kind)
      .map(({ term }) => term)
      .join('; ') || 'None';
  return (
    <Facts
      facts={[
        ['Learner hours', statedMinutes(rangeOf(activity, 'learner'))],
        ['Delivered hours', statedMinutes(rangeOf(activity, 'delivered'))],
        ['Given to', activity.groups && count(activity.groups, 'group', 'groups')],
        ['Estimated', activity.estimateSource && estimateWords(activity)],
        ['Instructional methods', named('instruction')],
        ['Assessment', named('assessment')],
        ['Interprofessional', activity.isInterprofessional ? 'Yes' : 'Not said'],
        ['Keywords', termsOf('keyword')],
        ['Resources', termsOf('resource')],
        activity.cameBy === 'hand' ? ['Came by', 'Entered by hand'] : ['Id in the file', activity.sourceId],
      ]}
    />
  );
}

/** How estimated hours are known, who said so and when. */
function estimateWords({ estimateSource, estimateBy, estimatedAt }: Data['activity']): string {
  return [estimateSource, estimateBy && `by ${estimateBy}`, estimatedAt && dayIn(estimatedAt, zone)].filter(Boolean).join(', ');
}

function Places({ data: { places, phases }, base }: { data: Data; base: string }) {
  if (places.length === 0) return <p>In no course of the school’s file.</p>;
  return (
    <Table
      caption="Courses that place this activity"
      isCaptionHidden
      rows={places}
      rowKey={({ courseId }) => courseId}
      columns={[
        { key: 'course', label: 'Course', cell: ({ courseId, course }) => <a href={`${base}/courses/${courseId}`}>{course}</a> },
        { key: 'phase', label: 'Phase', phone: 'bare', cell: ({ phaseId }) => phaseWord(phaseId, phases) },
        { key: 'requirement', label: 'Requirement', cell: ({ requirement }) => requirementWords[requirement] },
      ]}
    />
  );
}

function Links({ data: { links } }: { data: Data }) {
  if (links.length === 0) return <p>Nobody has linked it to a competency yet.</p>;
  return (
    <Table
      caption="Links to competencies"
      isCaptionHidden
      rows={links}
      rowKey={({ id }) => id}
      columns={[
        { key: 'competency', label: 'Competency', cell: ({ code, shortTitle }) => `${code}. ${shortTitle}` },
        { key: 'level', label: 'Level', cell: ({ level }) => level },
        { key: 'extent', label: 'Addressed', cell: ({ extent }) => extent },
        {
          key: 'by',
          label: 'Linked by',
          cell: ({ linkedBy, linkedAt, carriedYear }) =>
            [linkedBy ?? 'not kept', dayIn(linkedAt, zone), carriedYear && `carried from ${carriedYear}`].filter(Boolean).join(', '),
        },
      ]}
    />
  );
}

function Hits({ data: { hits, activity, mayReview: mayAnswer }, base }: { data: Data; base: string }) {
  if (hits.length === 0) return <p>No keyword of the list was found in it, or it has not been scanned yet.</p>;
  return (
    <Table
      caption="Keywords found in this activity"
      isCaptionHidden
      rows={hits}
      rowKey={({ id }) => id}
      columns={[
        { key: 'keyword', label: 'Keyword', cell: ({ phrase }) => phrase },
        { key: 'sentence', label: 'Sentence', phone: 'line', cell: (hit) => <Sentence hit={hit} /> },
        { key: 'proposes', label: 'Proposes', cell: ({ code }) => `competency ${code}` },
        {
          key: 'answer',
          label: 'Answer',
          phone: 'bare',
          cell: ({ id, answer, answeredBy, reason }) =>
            answer !== null ? (
              answerWords({ answer, answeredBy, reason })
            ) : mayAnswer && activity.removedAt === null ? (
              <a href={`${base}/review?year=${activity.year}&hit=${id}`}>Answer it</a>
            ) : (
              <Tag kind="suggestion">open</Tag>
            ),
        },
      ]}
    />
  );
}

function Sentence({ hit: { sentence, matchStart, matchLength } }: { hit: ActivityFacts['hits'][number] }) {
  const end = matchStart + matchLength;
  return (
    <>
      {sentence.slice(0, matchStart)}
      <mark>{sentence.slice(matchStart, end)}</mark>
      {sentence.slice(end)}
    </>
  );
}
