import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day, isoDayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { allSchools, zoneOf } from '../../../members/queries.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { readinessOf, sessionsWords } from '../entry.ts';
import { competenciesOfAll, inForce } from '../found.ts';
import { competencyChoices, foundEntries, ownEntry } from '../queries.server.ts';
import { mayKeepOwnEntry } from '../rules.ts';
import { registrySearch } from '../schema.ts';
import type { Route } from './+types/facilitators';

export function loader(asked: Route.LoaderArgs) {
  const search = registrySearch(asked.request);
  return inFaculty(asked, async (scope) => {
    const competencies = await competencyChoices(scope);
    const today = isoDayIn(new Date(), await zoneOf(scope));
    const found = await foundEntries(scope, search);
    return {
      search,
      address: new URL(asked.request.url).search,
      competencies,
      schools: (await allSchools(scope)).map(({ slug, name }) => ({ slug, name })),
      mayKeep: mayKeepOwnEntry(scope.actor),
      hasOwn: (await ownEntry(scope)) !== null,
      ownId: scope.actor.personId,
      rows: found.map((entry) => {
        const counts = inForce(entry.preparations, today);
        const ready = competenciesOfAll(counts);
        const ends = counts
          .map((each) => readinessOf(each)!.until ?? '')
          .sort()
          .at(0);
        return {
          id: entry.personId,
          name: entry.name,
          school: entry.school,
          ready: competencies.filter(({ id }) => ready.has(id)).map(({ code }) => code),
          until: counts.length > 0 && ends !== '' && ends !== undefined ? ends : null,
          sessions: sessionsWords(entry.sessionsLow, entry.sessionsHigh),
          comes: [...(entry.travels ? ['travels'] : []), ...(entry.online ? ['online'] : [])].join(', '),
          languages: entry.languages.join(', '),
        };
      }),
    };
  });
}

export default function Facilitators({ loaderData }: Route.ComponentProps) {
  const { search, address, competencies, schools, mayKeep, hasOwn, ownId, rows } = loaderData;
  const isNarrowed = Object.values(search).some((each) => each !== undefined);
  const own = mayKeep && (
    <ButtonLink kind={hasOwn ? 'plain' : 'primary'} href="/w/faculty/facilitators/me">
      {hasOwn ? 'Your own entry' : 'Write your own entry'}
    </ButtonLink>
  );
  return (
    <Page
      title="Facilitators"
      lead="Who says that they are ready to teach what. Each entry is its person’s own, and shown to whom they chose."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Facilitators' }]}
    >
      <title>Facilitators · Concord</title>
      <p className="bar">
        {own}
        <a href="/w/faculty/facilitators/tree">Who trained whom</a>
        <a href="/w/faculty/capacity">Capacity: seats against need</a>
      </p>
      <search>
        <form method="get" className="flow no-print">
          <div className="halves">
            <Field
              kind="select"
              name="competency"
              label="Ready to teach"
              value={search.competency ?? ''}
              options={[
                { value: '', label: 'Any competency' },
                ...competencies.map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` })),
              ]}
            />
            <Field
              kind="select"
              name="at"
              label="May and would teach at"
              value={search.at ?? ''}
              options={[{ value: '', label: 'Anywhere' }, ...schools.map(({ slug, name }) => ({ value: slug, label: name }))]}
              help="Leaves out whose licence does not let them teach there, and people of other schools who neither travel nor teach online."
            />
          </div>
          <details open={search.school !== undefined || search.language !== undefined || search.material !== undefined}>
            <summary>By school, language and material</summary>
            <div className="halves">
              <Field
                kind="select"
                name="school"
                label="Of the school"
                value={search.school ?? ''}
                options={[{ value: '', label: 'Any school' }, ...schools.map(({ slug, name }) => ({ value: slug, label: name }))]}
              />
              <Field name="language" label="Teaches in" value={search.language} />
              <Field
                name="material"
                label="With the material"
                value={search.material}
                help="Whoever may teach with named material only is found where it is named here."
              />
            </div>
          </details>
          <p className="bar">
            <Button>Show these people</Button>
            {isNarrowed && (
              <ButtonLink kind="quiet" href="?">
                Show everybody
              </ButtonLink>
            )}
          </p>
        </form>
      </search>
      {rows.length === 0 ? (
        <Empty title={isNarrowed ? 'Nobody is found' : 'No entry is shown to you yet'}>
          {isNarrowed
            ? 'Nobody whose entry is shown to you is ready for this, there, today. Others may be, and keep their entry to themselves.'
            : 'Whoever teaches or works at a school can write an entry of their own, and choose who sees it. It is never public.'}
        </Empty>
      ) : (
        <>
          <Table
            caption="Facilitators"
            isCaptionHidden
            count={`${count(rows.length, 'person', 'people')} whose entry is shown to you`}
            rows={rows}
            rowKey={({ id }) => id}
            isOwn={({ id }) => id === ownId}
            columns={[
              { key: 'name', label: 'Name', cell: ({ id, name }) => <a href={`/w/faculty/facilitators/${id}`}>{name}</a> },
              { key: 'school', label: 'School', phone: 'bare', cell: ({ school }) => school },
              { key: 'ready', label: 'Ready for', cell: ({ ready }) => ready.join(', ') || 'nothing that counts today' },
              { key: 'until', label: 'Until', cell: ({ until }) => (until ? day(until) : '') },
              { key: 'sessions', label: 'Sessions a year', cell: ({ sessions }) => sessions },
              { key: 'comes', label: 'Comes', cell: ({ comes }) => comes },
              { key: 'languages', label: 'Languages', cell: ({ languages }) => languages },
            ]}
          />
          <Downloads of="These people" address="/w/faculty/facilitators" search={address} />
          <p className="muted">
            Readiness is each one’s own word, and what a programme confirmed. It says nothing of how well somebody teaches, and nobody is
            ranked.
          </p>
        </>
      )}
    </Page>
  );
}
