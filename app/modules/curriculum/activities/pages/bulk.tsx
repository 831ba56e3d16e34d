import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Told } from '../../editing/parts/told.tsx';
import { yearOrNewest } from '../../queries.server.ts';
import { BulkForm } from '../bulk.ts';
import { changeMany } from '../bulk-commands.server.ts';
import { bulkGround } from '../bulk-queries.server.ts';
import { BulkFields, bulkLabels } from '../parts/bulk-fields.tsx';
import { ActivitySearch } from '../schema.ts';
import type { Route } from './+types/bulk';

/** What names the chosen activities in an address or a form; everything else there is what is to change. */
const choosing = ['year', 'q', 'requirement', 'phase', 'course', 'minutes', 'method', 'came', 'linked', 'same'];

function chosenFrom(sent: URLSearchParams | FormData) {
  const prefixed = Object.fromEntries(choosing.map((name) => [name, String(sent.get(`of.${name}`) ?? '')]));
  const ids = sent.get('all') === 'yes' ? null : sent.getAll('id').map(String);
  return { search: ActivitySearch.parse(prefixed), ids };
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { search, ids } = chosenFrom(searchParams);
  const values = Object.fromEntries(searchParams);
  const asked = searchParams.has('see') ? BulkForm.safeParse(values) : null;
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const year = (await yearOrNewest(scope, search.year)) ?? '';
    const form = asked?.success ? asked.data : null;
    const ground = await bulkGround(scope, { year, search, ids }, form);
    const mistakes = asked?.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? [];
    if (ground.isCourseUnknown) mistakes.push({ field: 'course', message: `${year} has no course of this name. Choose one of the list.` });
    if (form !== null && ground.foretold === null && mistakes.length === 0)
      mistakes.push({ field: '', message: 'Say what is to change: every field is empty.' });
    return { ...ground, year, ids, values, errors: mistakes as FormError[], hidden: hiddenOf(searchParams, ids) };
  });
}

/** The fields that carry the choice from page to page. */
function hiddenOf(sent: URLSearchParams | FormData, ids: readonly string[] | null): [string, string][] {
  const filters = choosing
    .map((name): [string, string] => [`of.${name}`, String(sent.get(`of.${name}`) ?? '')])
    .filter(([, value]) => value !== '');
  return [...filters, ...(ids === null ? ([['all', 'yes']] as [string, string][]) : ids.map((id): [string, string] => ['id', id]))];
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const { search, ids } = chosenFrom(sent);
  const actor = await actorOf({ context, request, slug: params.school });
  const form = BulkForm.safeParse(typedIn(sent));
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      const year = (await yearOrNewest(scope, search.year)) ?? '';
      if (!form.success) return { year, editId: null };
      const editId = await changeMany(scope, { chosen: { year, search, ids }, form: form.data, expected: Number(sent.get('expected')) });
      return { year, editId };
    }),
  );
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }] }, { status: outcome.status });
  const to = new URLSearchParams([
    ...hiddenOf(sent, null).flatMap(([name, value]) => (name.startsWith('of.') ? [[name.slice(3), value]] : [])),
  ]);
  to.set('year', outcome.value.year);
  if (outcome.value.editId) to.set('edit', outcome.value.editId);
  return redirect(`/w/curriculum/${params.school}/activities?${to}`);
}

export default function Bulk({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, total, first, courses, values, foretold } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? loaderData.errors;
  const chosen = total === 0 ? 'activities' : count(total, 'activity', 'activities');
  return (
    <Page
      title={`Change ${chosen}`}
      lead="Say what is to be true of all of them. You see what changes before anything does, and one undo takes all of it back."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Activities', to: `${base}/activities?year=${year}` }, { label: 'Change many' }]}
    >
      <title>{`Change ${chosen} · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={bulkLabels} />
      {total === 0 ? (
        <Note kind="attention" title="No activity is chosen">
          <p>
            <a href={`${base}/activities?year=${year}`}>Go back to the list</a> and choose some, or all that a filter finds.
          </p>
        </Note>
      ) : (
        <>
          <p>
            {first.join(' · ')}
            {total > first.length && ` · and ${count(total - first.length, 'other', 'others')}`}
          </p>
          <form method="get" className="flow">
            <Hidden fields={loaderData.hidden} />
            <BulkFields values={values} errors={errors} courses={courses} />
            <p className="bar">
              <Button kind={foretold ? 'plain' : 'primary'} name="see" value="yes">
                See what changes
              </Button>
              <ButtonLink kind="quiet" href={`${base}/activities?year=${year}`}>
                Leave without changing
              </ButtonLink>
            </p>
          </form>
          {foretold && (
            <Section title="What changes" id="changes">
              <p>
                {foretold.activities === 0
                  ? 'Nothing: all of them are so already.'
                  : `${count(foretold.activities, 'activity changes', 'activities change')}; ${total === foretold.activities ? 'none is' : count(total - foretold.activities, 'is', 'are')} so already.`}
              </p>
              {foretold.activities > 0 && (
                <>
                  <Told rows={foretold.rows} base={base} caption="Changes to come" total={foretold.activities} />
                  <form method="post">
                    <Hidden fields={loaderData.hidden} />
                    {Object.keys(bulkLabels).map((name) => (
                      <input key={name} type="hidden" name={name} value={values[name] ?? ''} />
                    ))}
                    <input type="hidden" name="expected" value={total} />
                    <p className="bar">
                      <Button kind="primary">Change {count(foretold.activities, 'activity', 'activities')}</Button>
                    </p>
                  </form>
                </>
              )}
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function Hidden({ fields }: { fields: readonly (readonly [string, string])[] }) {
  return fields.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}
