import { redirect } from 'react-router';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { Page } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { dayHere } from '../../../members/time-zone.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { Id } from '../../schema.ts';
import { stepWords } from '../../step.ts';
import { pathDefinitions } from '../definitions.ts';
import { peopleOf, whoTeaches } from '../queries.server.ts';
import { reachedOf, waitingOf } from '../written.ts';
import type { Route } from './+types/people';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const chosen = Id.safeParse(new URL(request.url).searchParams.get('person'));
  if (chosen.success) throw redirect(`/w/faculty/programmes/${params.programme}/people/${chosen.data}`);
  return inFaculty({ context, request, programme: params.programme }, async (scope) => {
    const { programme, people, confirms } = await peopleOf(scope, params.programme, dayHere(new Date()));
    const known = new Set(people.map(({ personId }) => personId));
    const others = confirms ? (await whoTeaches(scope)).filter(({ personId }) => !known.has(personId)) : [];
    return { title: programme.title, slug: programme.slug, people, confirms, others };
  });
}

export default function PeoplePage({ loaderData: { title, slug, people, confirms, others } }: Route.ComponentProps) {
  const base = `/w/faculty/programmes/${slug}`;
  return (
    <Page
      title="Who is how far"
      lead={
        confirms
          ? 'Open a person to see what is there of each step, and confirm one. A suggestion is the program’s; the word is yours.'
          : 'People of your school on this path. Trainers of the programme and the convener confirm steps.'
      }
      status={title}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: title, to: base }, { label: 'Who is how far' }]}
    >
      <title>{`Who is how far · ${title} · Concord`}</title>
      {people.length === 0 ? (
        <p>Nobody has been at an offering of it, or been confirmed, yet.</p>
      ) : (
        <Table
          caption="People on this path, by name"
          isCaptionHidden
          rows={people}
          rowKey={({ personId }) => personId}
          columns={[
            { key: 'name', label: 'Name', cell: ({ personId, name }) => <a href={`${base}/people/${personId}`}>{name}</a> },
            {
              key: 'step',
              label: 'Reached',
              cell: ({ way }) => {
                const reached = reachedOf(way);
                return reached === null ? 'no step yet' : stepWords[reached.step];
              },
            },
            {
              key: 'until',
              label: 'Until',
              cell: ({ way }) => {
                const until = reachedOf(way)?.standing?.until;
                return until ? day(until) : '';
              },
            },
            {
              key: 'waits',
              label: 'Waits',
              phone: 'bare',
              cell: ({ way }) => {
                const waits = waitingOf(way);
                if (waits === null) return '';
                return waits.state === 'over' ? (
                  <Tag kind="attention">{`${stepWords[waits.step]} is over`}</Tag>
                ) : (
                  <Tag kind="suggestion">{`suggested: ${stepWords[waits.step].toLowerCase()}`}</Tag>
                );
              },
            },
            { key: 'attended', label: 'Attended', isNumber: true, cell: ({ counted }) => counted.attended },
            { key: 'taught', label: 'Taught, observed', isNumber: true, cell: ({ counted }) => counted.taught },
          ]}
        />
      )}
      {others.length > 0 && (
        <form method="get" className="bar fields">
          <Field
            kind="select"
            name="person"
            label="Somebody who is not in the list"
            options={others.map(({ personId, name, school }) => ({ value: personId, label: `${name}, ${school}` }))}
          />
          <Button>Open</Button>
        </form>
      )}
      <Defined figures={pathDefinitions} />
      <Downloads of="People on this path" address={`${base}/people`} />
    </Page>
  );
}
