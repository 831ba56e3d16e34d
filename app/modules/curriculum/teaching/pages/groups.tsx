import { data, redirect } from 'react-router';
import { type FieldError, parseForm, typedIn } from '#app/platform/form.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { undoEdit } from '../../editing/commands.server.ts';
import { EditNote } from '../../editing/parts/edit-note.tsx';
import { editSaid } from '../../editing/queries.server.ts';
import { Defined } from '../../parts/defined.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn } from '../../rules.ts';
import { answerTeaching } from '../commands.server.ts';
import { AnsweredCourses, AskedCourse, EvidenceList, SeveralCourses } from '../parts/group-questions.tsx';
import { type GroupQuestion, groupQuestion, groupQuestions } from '../queries.server.ts';
import { GroupAct, GroupsForm, TeachingSearch } from '../schema.ts';
import type { Route } from './+types/groups';

/** Keys need script; everything else works without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const { year, course, after } = TeachingSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const questions = await groupQuestions(scope, year);
    const named = course && questions.year ? await groupQuestion(scope, { year: questions.year, courseId: course }) : null;
    return {
      ...questions,
      asked: named ?? nextOf(questions.open, after),
      edit: await editSaid(scope, searchParams.get('edit')),
      mayBringIn: mayBringIn(scope.actor),
    };
  });
}

/** The open course after another one; after the last the first again. */
function nextOf(open: readonly GroupQuestion[], after: string | undefined): GroupQuestion | null {
  return open[open.findIndex(({ id }) => id === after) + 1] ?? open[0] ?? null;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const actor = await actorOf({ context, request, slug: params.school });
  const values = typedIn(sent);
  const form = values.act === 'several' ? parseForm(GroupsForm, sent) : parseForm(GroupAct, sent);
  if (!form.ok) return data({ errors: form.errors, values }, { status: 400 });
  const outcome = await refusalOf(() => as(actor, (scope) => perform(scope, form.data)));
  if (!outcome.ok) {
    const errors: FieldError[] = [
      { field: values.act === 'groups' && /how many groups/.test(outcome.message) ? 'groups' : '', message: outcome.message },
    ];
    return data({ errors, values }, { status: outcome.status });
  }
  return redirect(`?${new URLSearchParams({ year: form.data.year, ...outcome.value })}`);
}

/** Does what was asked; the answer says where the page goes on. */
async function perform(scope: Scope, form: GroupAct | GroupsForm): Promise<Record<string, string>> {
  if ('answers' in form) return editOf(await answerTeaching(scope, form));
  const { act, year, courseId, seen, groups, undone } = form;
  if (act === 'skip') return { after: courseId };
  if (act === 'undo') {
    if (undone) await undoEdit(scope, undone);
    return undone ? { edit: undone } : {};
  }
  const before = await groupQuestions(scope, year);
  const done = await answerTeaching(scope, { year, answers: [{ courseId, teaching: act === 'none' ? null : act, groups, seen }] });
  // The course leaves the open ones with its answer, so the one before it says where to go on.
  const place = before.open.findIndex(({ id }) => id === courseId);
  return { ...editOf(done), ...(place > 0 ? { after: before.open[place - 1]!.id } : {}) };
}

function editOf({ editId }: { editId: string | null }): { edit?: string } {
  return editId === null ? {} : { edit: editId };
}

export default function Groups({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, open, answered, asked, edit, mayAnswer } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const errors = actionData?.errors ?? [];
  const labels = { groups: 'How many groups', ...Object.fromEntries(open.map(({ id, title }) => [`groups.${id}`, `Groups of ${title}`])) };
  return (
    <Page
      title="Hours given to groups"
      lead="Where a file cannot tell: does every learner sit through each of these activities, or is it the same hour given to several groups? Answer once for a course; it holds for every later file."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Hours given to groups' }]}
    >
      <title>{`Hours given to groups · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      {!actionData && <EditNote edit={edit} base={base} mayCorrect={mayAnswer} />}
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          Courses in which one title stands several times are asked about here once your school has brought in its file.
        </NoCurriculum>
      ) : (
        <>
          <Years years={years} year={year} />
          <p className="small muted">
            {open.length === 0
              ? `No course of ${year} waits for an answer.`
              : `${count(open.length, 'course waits', 'courses wait')} for an answer; until then the file’s hours count for learners and for the school alike.`}
          </p>
          {mayAnswer && asked && (
            <>
              <AskedCourse
                key={`${asked.id} ${asked.teaching}`}
                course={asked}
                year={year}
                base={base}
                undone={edit && !edit.undoneAt ? edit.id : undefined}
                errors={errors}
              />
              <Keys key={`keys ${asked.id}`} />
            </>
          )}
          {!asked && answered.length === 0 && (
            <Empty title="The file can tell" act={<ButtonLink href={`${base}/coverage?year=${year}`}>See the coverage</ButtonLink>}>
              No title stands several times in one course, and none lasts four hours or more. Learner and delivered hours are what the file
              says.
            </Empty>
          )}
          {mayAnswer && open.length > 1 && (
            <details open={actionData?.values.act === 'several'}>
              <summary>Answer for several courses at once</summary>
              <SeveralCourses courses={open} year={year} values={actionData?.values ?? {}} errors={errors} />
            </details>
          )}
          {!mayAnswer && open.length > 0 && <Waiting courses={open} base={base} />}
          {answered.length > 0 && (
            <Section title="Answered">
              <AnsweredCourses courses={answered} year={year} base={base} mayAnswer={mayAnswer} />
            </Section>
          )}
          <Defined figures={['groups', 'learner-hours', 'delivered-hours']} />
        </>
      )}
    </Page>
  );
}

function Waiting({ courses, base }: { courses: readonly GroupQuestion[]; base: string }) {
  return (
    <Section title="Waiting for your school’s leads and mappers">
      {courses.map(({ id, title, evidence }) => (
        <div key={id}>
          <h3>
            <a href={`${base}/courses/${id}`}>{title}</a>
          </h3>
          <EvidenceList evidence={evidence} />
        </div>
      ))}
    </Section>
  );
}
