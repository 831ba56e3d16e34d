import { memberOf, scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { needDefinitions } from '../definitions.ts';
import { endingName, evidenceName } from '../evidence.ts';
import { Acting } from '../parts/acting.tsx';
import { Answers } from '../parts/answers.tsx';
import { type PriorityWord, priorityWords, saying } from '../priority.ts';
import { type NeedBoard, needBoard } from '../queries.server.ts';
import { mayBeginNeeds } from '../rules.ts';
import { NeedSearch } from '../schema.ts';
import { needSeatOf, needSeats } from '../seat.ts';
import type { Route } from './+types/needs';

export async function loader({ context, request }: Route.LoaderArgs) {
  const url = new URL(request.url);
  const member = memberOf(context, request);
  const slug = needSeatOf(member, url.searchParams.get('as'));
  const search = NeedSearch.parse(Object.fromEntries(url.searchParams));
  return scoped({ context, request, slug }, async (scope) => ({
    ...(await needBoard(scope, search)),
    mayBegin:
      mayBeginNeeds(scope.actor, { ofSchoolId: scope.actor.school?.id ?? null }) || mayBeginNeeds(scope.actor, { ofSchoolId: null }),
    seats: needSeats(member).map(({ slug: each, name }) => ({ slug: each, name })),
    ...{ seat: slug, chosen: search, search: url.search },
  }));
}

type Listed = NeedBoard['needs'][number];

export default function Needs({ loaderData }: Route.ComponentProps) {
  const { needs, total, competencies, owners, mayBegin, seats, seat, chosen, search } = loaderData;
  return (
    <Page
      title="Needs"
      lead="What is lacking in teaching these conversations, what shows that it is, how soon each school wants it met, and what came of it."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Needs' }]}
    >
      <title>Needs · Faculty · Concord</title>
      <Acting seats={seats} seat={seat} search={search} />
      <p className="bar">
        {mayBegin && (
          <ButtonLink kind="primary" href={`/w/faculty/needs/new${search}`}>
            Write down a need
          </ButtonLink>
        )}
        <a href="/w/faculty/reported">What other programmes reported</a>
      </p>
      {total === 0 ? (
        <Empty title="No need yet">
          A need says what is lacking for one competency and shows the evidence: a figure of a release, a theme of focus groups, a survey,
          an observation, a wish. A school’s need is the school’s alone until its lead shows it to the collaborative.
        </Empty>
      ) : (
        <>
          <Choices
            label="Open or closed"
            options={[
              { to: withParam(search, 'state', null), label: 'Open', isCurrent: chosen.state === 'open' },
              { to: withParam(search, 'state', 'ended'), label: 'Closed', isCurrent: chosen.state === 'ended' },
            ]}
          />
          <details open={chosen.competency !== undefined || chosen.of !== undefined}>
            <summary>By competency and by whose it is</summary>
            <Choices
              label="Competency"
              options={[
                { to: withParam(search, 'competency', null), label: 'Every competency', isCurrent: chosen.competency === undefined },
                ...competencies.map(({ stableId, code, title }) => ({
                  to: withParam(search, 'competency', stableId),
                  label: `${code} ${title}`,
                  isCurrent: chosen.competency === stableId,
                })),
              ]}
            />
            <Choices
              label="Whose it is"
              options={[
                { to: withParam(search, 'of', null), label: 'Everybody’s', isCurrent: chosen.of === undefined },
                ...owners.map(({ slug, name }) => ({ to: withParam(search, 'of', slug), label: name, isCurrent: chosen.of === slug })),
              ]}
            />
          </details>
          <Table
            caption="Ordered by how many schools said “now”, then the newest first. The schools’ words stand side by side and are never averaged."
            count={count(needs.length, 'need', 'needs')}
            rows={[...needs]}
            rowKey={({ id }) => id}
            columns={[
              { key: 'need', label: 'Need', cell: (need) => <Name need={need} suffix={seats.length > 1 ? `?as=${seat}` : ''} /> },
              { key: 'evidence', label: 'Evidence', cell: (need) => <EvidenceWords need={need} /> },
              { key: 'soon', label: 'How soon', cell: (need) => <Soon need={need} /> },
              {
                key: 'answers',
                label: 'Programme, offering, outcome',
                phone: 'line',
                cell: ({ answers, competencyStableId }) => <Answers answers={answers} competency={competencyStableId} />,
              },
            ]}
          />
          <Downloads of={`These ${needs.length}`} address="/w/faculty/needs" search={search} />
        </>
      )}
      <Defined figures={needDefinitions} />
    </Page>
  );
}

function Name({ need: { id, title, school, about, isSample, ended, shownAt }, suffix }: { need: Listed; suffix: string }) {
  return (
    <>
      <a href={`/w/faculty/needs/${id}${suffix}`}>{title}</a>
      <br />
      <span className="muted small">
        {about.code} {about.title}. {school ?? 'The collaborative’s'}
        {shownAt === null && ', not shown to the collaborative'}
        {isSample && '. Invented sample'}
        {ended !== null && `. ${endingName(ended)}`}
      </span>
    </>
  );
}

function EvidenceWords({ need: { evidence } }: { need: Listed }) {
  const standing = evidence.filter(({ stands }) => stands);
  const kinds = [...new Set(standing.map(({ kind }) => evidenceName(kind).toLowerCase()))];
  if (standing.length === 0) return <Tag kind="attention">{evidence.length === 0 ? 'Without evidence' : 'Its evidence is gone'}</Tag>;
  return (
    <>
      {standing.length}: {kinds.join(', ')}
      {standing.length < evidence.length && `; ${evidence.length - standing.length} gone`}
    </>
  );
}

function Soon({ need }: { need: Listed }) {
  if (need.priorities.length === 0) return <span className="muted">{need.shownAt === null ? 'Not asked yet' : 'Nobody said yet'}</span>;
  const schools = (word: PriorityWord) => need.priorities.filter((each) => each.word === word).map(({ school }) => school);
  return (
    <ul className="plain-list small">
      {priorityWords
        .filter((word) => saying(word, need) > 0)
        .map((word) => (
          <li key={word}>
            <strong>
              {word}, {saying(word, need)} of {need.priorities.length}
            </strong>
            : {schools(word).join(', ')}
          </li>
        ))}
    </ul>
  );
}
