import { data, redirect } from 'react-router';
import * as z from 'zod';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { Table } from '#app/ui/table.tsx';
import { Defined } from '../../parts/defined.tsx';
import { AcademicYear } from '../../schema.ts';
import { mapActivity, undoMapping } from '../link-commands.server.ts';
import { mapView } from '../map-queries.server.ts';
import { AnswerFields } from '../parts/answer-fields.tsx';
import { ActivityHead, LinksSoFar, WholeText } from '../parts/review-item.tsx';
import { Submitted } from '../parts/submitted.tsx';
import { questionsOf } from '../questions.ts';
import { answerFields, Mapping, Undone } from '../schema.ts';
import type { Route } from './+types/map';

/** Keys and taking the marked text need script; everything else works without. */
export const handle = { script: true };

const Search = z.object({
  activity: z.uuid().optional().catch(undefined),
  year: AcademicYear.optional().catch(undefined),
  q: z
    .string()
    .max(200)
    .transform((text) => text.replaceAll('\0', '').trim() || undefined)
    .optional()
    .catch(undefined),
  done: z.enum(['linked', 'undone']).optional().catch(undefined),
  link: z.string().max(80).optional().catch(undefined),
});

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { done, link, ...search } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  const undone = Undone.safeParse(link).success ? link : undefined;
  return scoped({ context, request, slug: params.school }, async (scope) => ({ ...(await mapView(scope, search)), done, undone }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = Object.fromEntries(await request.formData());
  const actor = await actorOf({ context, request, slug: params.school });
  const done = await refusalOf(() =>
    as(actor, async (scope) => {
      if (form.act === 'undo') {
        const undone = Undone.safeParse(form.undone);
        if (!undone.success || 'hitId' in undone.data) throw invalid('There is nothing to take back.');
        await undoMapping(scope, undone.data);
        return `activity=${undone.data.activityId}&done=undone`;
      }
      const mapping = Mapping.safeParse(answerFields(form));
      if (!mapping.success) throw invalid(`${mapping.error.issues.map(({ message }) => message).join('. ')}.`);
      const { activityId, competencyId } = mapping.data;
      await mapActivity(scope, mapping.data);
      return `activity=${activityId}&done=linked&link=${activityId}.${competencyId}`;
    }),
  );
  if (!done.ok) return data({ refusal: done.message, typed: String(form.evidence ?? '') }, { status: done.status });
  return redirect(`?${done.value}`);
}

export default function MapPage({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, item } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Link an activity"
      lead={
        item
          ? 'Say which competency this activity addresses, how far, and what that rests on.'
          : 'Find the activity that no suggestion named.'
      }
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: 'Review', to: `${base}/review${year ? `?year=${year}` : ''}` },
        { label: 'Link an activity' },
      ]}
    >
      <title>{`Link an activity · ${school.name} · Concord`}</title>
      {actionData && <FormErrors errors={[{ field: '', message: actionData.refusal }]} />}
      <Said data={loaderData} />
      {loaderData.submission && year && <Submitted year={year} submission={loaderData.submission} base={base} />}
      {item ? <MapForm data={loaderData} item={item} base={base} typed={actionData?.typed} /> : <Find data={loaderData} />}
      {item && <Keys />}
      <Defined figures={['link']} />
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];

function Said({ data: { done, undone, submission } }: { data: Data }) {
  if (!done) return null;
  return (
    <Note kind="success" title={done === 'linked' ? 'Linked' : 'That link is taken back'} isAnswer>
      {done === 'linked' && undone && submission === null && (
        <form method="post">
          <input type="hidden" name="undone" value={undone} />
          <Button name="act" value="undo" kind="quiet" keyLabel="u">
            Take it back
          </Button>
        </form>
      )}
    </Note>
  );
}

type FormProps = { data: Data; item: NonNullable<Data['item']>; base: string; typed: string | undefined };

function MapForm({ data: { competencies, submission }, item, base, typed }: FormProps) {
  const proposed = typed === undefined ? item.proposed : { ...item.proposed, evidence: typed };
  if (item.removedAt !== null) return <Note title="This activity has left the map">It is linked no more. Find another one.</Note>;
  // Words that a refusal gave back stay where they can be copied.
  const isClosed = submission !== null && typed === undefined;
  const about = (
    <>
      <ActivityHead activity={item} base={base} />
      <WholeText activity={item} isOpen />
      <LinksSoFar activity={item}>{!isClosed && 'A new answer to the same competency replaces it.'}</LinksSoFar>
    </>
  );
  const another = (
    <p>
      <a href={`?year=${item.year}`}>Find another activity</a>
    </p>
  );
  if (isClosed)
    return (
      <>
        <article className="queue-item">{about}</article>
        {another}
      </>
    );
  return (
    <>
      <Queue
        item={about}
        hidden={{ activityId: item.activityId, seen: String(item.seen) }}
        questions={questionsOf(proposed, competencies)}
        acts={[{ value: 'map', label: 'Link it', keyLabel: 'y', kind: 'primary' }]}
        saved="Saved on the server at every answer"
      >
        <AnswerFields proposed={proposed} competencies={competencies} />
      </Queue>
      {another}
    </>
  );
}

function Find({ data: { q, year, found } }: { data: Data }) {
  return (
    <>
      <search>
        <form method="get" className="flow">
          {year && <input type="hidden" name="year" value={year} />}
          <Field
            name="q"
            type="search"
            label="Words"
            help="In the title; or, in any form, in the text or an objective."
            value={q}
            maxLength={200}
          />
          <p className="bar">
            <Button kind="primary">Find activities</Button>
          </p>
        </form>
      </search>
      {found && found.rows.length === 0 && <Note title="No activity has these words">Try fewer or other ones.</Note>}
      {found && found.rows.length > 0 && (
        <Table
          caption="Activities found"
          count={found.total > found.rows.length ? `the first ${found.rows.length} of ${found.total.toLocaleString('en')}` : undefined}
          rows={found.rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: 'Activity', cell: ({ id, title }) => <a href={`?activity=${id}`}>{title}</a> },
            { key: 'course', label: 'Course', cell: ({ course }) => course ?? 'In no course' },
          ]}
        />
      )}
    </>
  );
}
