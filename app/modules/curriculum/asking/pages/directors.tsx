import { data, redirect } from 'react-router';
import { zone } from '#app/modules/members/time-zone.ts';
import type { Actor } from '#app/platform/actor.ts';
import { type FieldError, typedIn } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { forbidden, invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { pageOf } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayAskDirectors, mayBringIn, whoMay } from '../../rules.ts';
import { askDirectors, nameDirectors, unnameDirector } from '../commands.server.ts';
import { coursesToName, directorsPage } from '../director-queries.server.ts';
import { directorMails } from '../jobs.server.ts';
import { ContradictionList } from '../parts/contradiction-list.tsx';
import { AskForm, DirectedList } from '../parts/directed-list.tsx';
import { PastedForm, TableForm } from '../parts/name-forms.tsx';
import { readPastedDirectors } from '../pasted-directors.ts';
import { Asking, DirectorsSearch, NamedInTable, PastedLines, Reminding, Settlement, Unnamed } from '../schema.ts';
import { settleContradiction } from '../settle-commands.server.ts';
import { contradictions } from '../settle-queries.server.ts';
import type { Route } from './+types/directors';

const coursesOnPage = 20;
const directorsOnPage = 40;
const openOnPage = 20;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const asked = DirectorsSearch.parse(Object.fromEntries(searchParams));
  const done = searchParams.get('done');
  searchParams.delete('done');
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { directed, undirected, ...ground } = await directorsPage(scope, asked.year);
    return {
      ...ground,
      search: `?${searchParams}`,
      directors: pageOf(directed, asked.page, directorsOnPage),
      courses: pageOf(undirected, asked.courses, coursesOnPage),
      through: undirected.filter((each) => each.through !== null).length,
      isAnyOpen: directed.some(({ doneAt }) => doneAt === null),
      open: ground.year === null ? [] : await contradictions(scope, ground.year),
      mayAsk: mayAskDirectors(scope.actor),
      mayBringIn: mayBringIn(scope.actor),
      done,
      // A fortnight is enough for two minutes.
      dueOn: isoDayIn(new Date(Date.now() + 14 * 24 * 3600_000), zone),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const { searchParams, origin } = new URL(request.url);
  const acted = await perform(actor, form, origin);
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  const { year } = typedIn(form);
  // Back to the same pages of the lists.
  const place = Object.entries({ year, page: searchParams.get('page'), courses: searchParams.get('courses') });
  return redirect(`${acted.done}${place.map(([name, value]) => (value ? `&${name}=${encodeURIComponent(value)}` : '')).join('')}`);
}

async function perform(actor: Actor, form: FormData, address: string): Promise<Acted> {
  const { act = '', ...values } = typedIn(form);
  const mails = (year: string, quietDays: number | null) => enqueue(directorMails, { school: actor.school!, year, address, quietDays });
  if (act === 'name-table')
    return answerForm(act, { schema: NamedInTable, form }, async (input) => {
      await as(actor, (scope) => nameDirectors(scope, input));
      return undefined;
    });
  if (act === 'name-lines')
    return answerForm(act, { schema: PastedLines, form }, async ({ year, lines }) => {
      await as(actor, async (scope) => {
        const { directors, errors } = readPastedDirectors(lines, await coursesToName(scope, year));
        if (errors.length > 0) throw invalid(errors.map(({ message }) => message).join(' '));
        return nameDirectors(scope, { year, directors });
      });
      return undefined;
    });
  if (act === 'unname')
    return answerForm(act, { schema: Unnamed, form }, async (input) => {
      await as(actor, (scope) => unnameDirector(scope, input));
      return undefined;
    });
  if (act === 'settle-removed' || act === 'settle-kept') {
    form.set('settled', act.slice('settle-'.length));
    form.set('words', values[`words.${values.activityId}.${values.competencyId}`] ?? '');
    return answerForm('settle', { schema: Settlement, form }, async (input) => {
      await as(actor, (scope) => settleContradiction(scope, input));
      return undefined;
    });
  }
  if (act === 'remind')
    return answerForm(act, { schema: Reminding, form }, async ({ year }) => {
      if (!mayAskDirectors(actor)) throw forbidden('write to course directors', whoMay.leads);
      await as(actor, (scope) => directorsPage(scope, year));
      await mails(year, 2);
      return undefined;
    });
  return answerForm('ask', { schema: Asking, form }, async (input) => {
    const asked = await as(actor, (scope) => askDirectors(scope, input));
    await mails(input.year, null);
    return `&asked=${asked}`;
  });
}

const doneWords: Readonly<Record<string, string>> = {
  'name-table': 'The directors are named. Ask them when you are ready.',
  'name-lines': 'The directors are named. Ask them when you are ready.',
  unname: 'The director is named for this course no more. What they answered stays.',
  ask: 'The directors are asked: each gets one mail about all their courses.',
  remind: 'Whoever is silent, and was not written to for two days, is reminded by mail.',
  settle: 'It is settled, and your words stand with it.',
};

export default function Directors({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, directors, courses, through, isAnyOpen, open, mayAsk, done, dueOn, search } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const { act = '', values = {}, errors = [] } = actionData ?? {};
  const shared = { errors, values };
  return (
    <Page
      title="Course directors"
      lead="Name who directs each course, once for all years. Asked by mail, they answer in two minutes what is still so, what is not any more, and what was missed."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Course directors' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Course directors · ${school.name} · Concord`}</title>
      <FormErrors
        errors={act === 'settle' ? settleErrors(errors, values) : errors}
        labels={{ dueOn: 'Last day to answer', lines: 'Course, name, mail' }}
      />
      {done && Object.hasOwn(doneWords, done) && !actionData && <Note kind="success" title={doneWords[done]!} isAnswer />}
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          Directors belong to courses. They are named here once your school has brought a curriculum in.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          {act === 'settle' && values.words && !open.some(({ activityId }) => activityId === values.activityId) && (
            <Note title="What you wrote">{values.words}</Note>
          )}
          {open.length > 0 && (
            <Section title={`To settle: ${count(open.length, 'contradiction', 'contradictions')}`}>
              <p>
                A director withdrew what a mapper linked. Until you settle it, the link counts in no figure.
                {open.length > openOnPage && ` These are the ${openOnPage} oldest; the others come up as you settle them.`}
              </p>
              <ContradictionList open={open.slice(0, openOnPage)} maySettle={mayAsk} {...shared} />
            </Section>
          )}
          {directors.total > 0 ? (
            <>
              <DirectedList directed={directors.rows} total={directors.total} year={year} mayAsk={mayAsk} />
              <Pagination page={directors.page} size={directorsOnPage} total={directors.total} noun="directors" search={search} />
              <Downloads of={`All ${directors.total}`} address={`${base}/directors`} search={`?year=${year}`} />
            </>
          ) : (
            <p>Nobody is named yet. Until somebody is, links count on the word of your mappers alone, and the figures say so.</p>
          )}
          {mayAsk && isAnyOpen && (
            <Section title="Ask them">
              <AskForm directed={directors.rows} isWhole={directors.total <= directorsOnPage} year={year} dueOn={dueOn} {...shared} />
            </Section>
          )}
          {mayAsk && (
            <Section title="Name directors">
              <PastedForm year={year} {...shared} />
              {courses.total > 0 && (
                <details open={act === 'name-table' || courses.page > 1}>
                  <summary>{`${count(courses.total - through, 'course has', 'courses have')} no director${through > 0 ? `, and ${count(through, 'is', 'are')} part of a course that has one` : ''}. Write them into a table`}</summary>
                  <TableForm courses={courses.rows} year={year} {...shared} />
                  <Pagination
                    page={courses.page}
                    size={coursesOnPage}
                    total={courses.total}
                    noun="courses"
                    search={search}
                    name="courses"
                  />
                </details>
              )}
            </Section>
          )}
        </>
      )}
    </Page>
  );
}

function settleErrors(errors: readonly FieldError[], values: Readonly<Record<string, string>>): FieldError[] {
  return errors.map(({ field, message }) => ({
    field: field === 'words' ? `words.${values.activityId}.${values.competencyId}` : field,
    message,
  }));
}
