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
import { Pagination } from '#app/ui/pagination.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayAskDirectors, mayBringIn } from '../../rules.ts';
import { ChosenYear } from '../../schema.ts';
import { askDirectors, nameDirectors, unnameDirector } from '../commands.server.ts';
import { coursesToName, directorsPage } from '../director-queries.server.ts';
import { directorMails } from '../jobs.server.ts';
import { ContradictionList } from '../parts/contradiction-list.tsx';
import { AskForm, DirectedList } from '../parts/directed-list.tsx';
import { PastedForm, TableForm } from '../parts/name-forms.tsx';
import { readPastedDirectors } from '../pasted-directors.ts';
import { Asking, NamedInTable, PastedLines, Reminding, Settlement, Unnamed } from '../schema.ts';
import { settleContradiction } from '../settle-commands.server.ts';
import { contradictions } from '../settle-queries.server.ts';
import type { Route } from './+types/directors';

const coursesOnPage = 20;

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams, search } = new URL(request.url);
  const { year } = ChosenYear.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const page = await directorsPage(scope, year);
    const at = Math.max(
      1,
      Math.min(Number.parseInt(searchParams.get('page') ?? '1', 10) || 1, Math.ceil(page.undirected.length / coursesOnPage) || 1),
    );
    return {
      ...page,
      search,
      at,
      open: page.year === null ? [] : await contradictions(scope, page.year),
      mayAsk: mayAskDirectors(scope.actor),
      mayBringIn: mayBringIn(scope.actor),
      done: searchParams.get('done'),
      // A fortnight is enough for two minutes.
      dueOn: isoDayIn(new Date(Date.now() + 14 * 24 * 3600_000), zone),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const acted = await perform(actor, form, new URL(request.url).origin);
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  const year = typedIn(form).year;
  return redirect(`${acted.done}${year ? `&year=${encodeURIComponent(year)}` : ''}`);
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
      if (!mayAskDirectors(actor)) throw forbidden('write to course directors');
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
  const { school, year, years, directed, undirected, open, mayAsk, done, dueOn, at, search } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const through = undirected.filter((each) => each.through !== null).length;
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
              <p>A director withdrew what a mapper linked. Until you settle it, the link counts in no figure.</p>
              <ContradictionList open={open} maySettle={mayAsk} {...shared} />
            </Section>
          )}
          {directed.length > 0 ? (
            <>
              <DirectedList directed={directed} year={year} mayAsk={mayAsk} />
              <Downloads of={`All ${directed.length}`} address={`${base}/directors`} search={`?year=${year}`} />
            </>
          ) : (
            <p>Nobody is named yet. Until somebody is, links count on the word of your mappers alone, and the figures say so.</p>
          )}
          {mayAsk && directed.some(({ doneAt }) => doneAt === null) && (
            <Section title="Ask them">
              <AskForm directed={directed} year={year} dueOn={dueOn} {...shared} />
            </Section>
          )}
          {mayAsk && (
            <Section title="Name directors">
              <PastedForm year={year} {...shared} />
              {undirected.length > 0 && (
                <details open={act === 'name-table' || at > 1}>
                  <summary>{`${count(undirected.length - through, 'course has', 'courses have')} no director${through > 0 ? `, and ${count(through, 'is', 'are')} part of a course that has one` : ''}. Write them into a table`}</summary>
                  <TableForm courses={undirected.slice((at - 1) * coursesOnPage, at * coursesOnPage)} year={year} {...shared} />
                  <Pagination page={at} size={coursesOnPage} total={undirected.length} noun="courses" search={search} />
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
