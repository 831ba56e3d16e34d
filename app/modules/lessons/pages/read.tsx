import { data, redirect } from 'react-router';
import * as z from 'zod';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { sayReuse, takeReuseBack } from '../commands.server.ts';
import { kindName, lessonRecord } from '../lesson.ts';
import { isOwnLesson } from '../own-queries.server.ts';
import { LessonReading } from '../parts/lesson-reading.tsx';
import { assertMayReadShared, lessonNamed } from '../queries.server.ts';
import { maySayReuse } from '../rules.ts';
import { ReuseForm } from '../schema.ts';
import { lessonSeatOf } from '../seat.ts';
import type { Route } from './+types/read';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = lessonSeatOf(memberOf(context, request));
  const { searchParams } = new URL(request.url);
  return scoped({ context, request, slug }, async (scope) => {
    assertMayReadShared(scope);
    const lesson = await lessonNamed(scope, params.lesson);
    const { actor } = scope;
    const own = lesson.reuse.find(({ schoolSlug, person }) => (actor.school ? schoolSlug === actor.school.slug : person === actor.name));
    return {
      lesson,
      competencies: (await currentFramework(scope)).competencies,
      site: { origin: originOf(request), site: (await collaborativeProfile(scope)).name },
      speaker: actor.school?.name ?? actor.name,
      mayUse: maySayReuse(actor) && !(await isOwnLesson(scope, lesson.lessonId)),
      said: own?.words ?? null,
      done: searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: lessonSeatOf(memberOf(context, request)) });
  const form = await request.formData();
  const acted =
    form.get('act') === 'back'
      ? await answerForm('back', { schema: z.object({}), form }, async () => {
          await as(actor, (scope) => takeReuseBack(scope, params.lesson));
          return undefined;
        })
      : await answerForm('use', { schema: ReuseForm, form }, async ({ words }) => {
          await as(actor, (scope) => sayReuse(scope, { slug: params.lesson, words }));
          return undefined;
        });
  return acted.ok ? redirect(`/w/lessons/read/${params.lesson}${acted.done}#use`) : data(acted.refused, { status: acted.status });
}

export default function Read({ loaderData, actionData }: Route.ComponentProps) {
  const { lesson, competencies, site, speaker, mayUse, said: before, done } = loaderData;
  const { said, isSample } = lesson;
  const { errors = [], values } = actionData ?? {};
  return (
    <Page
      title={said.title}
      crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: kindName(said.kind) }]}
      status={isSample ? <Tag>sample</Tag> : undefined}
    >
      <title>{`${actionData ? 'Error: ' : ''}${said.title} · Concord`}</title>
      <FormErrors errors={errors} labels={{ words: 'How you used it' }} />
      <LessonReading lesson={lesson} competencies={competencies} record={lessonRecord(lesson, site)} isInside />
      {mayUse && (
        <Section title="Did you use it?" id="use">
          {!actionData && done === 'use' && (
            <Note kind="success" title={lesson.school === null ? 'It is counted' : `It says now that ${speaker} used it`} isAnswer />
          )}
          {!actionData && done === 'back' && <Note kind="success" title="It is taken back" isAnswer />}
          <p>
            {lesson.school === null
              ? 'In a sentence, for the school that wrote it. Others read only how many used it: your name would tell whose it is not. '
              : `In a sentence, under the name of ${speaker}, wherever this lesson is read. `}
            It helps the next school as much as the lesson does, also where it went another way.
          </p>
          <form method="post" className="form" noValidate>
            <Field
              kind="textarea"
              name="words"
              label="How you used it"
              value={values?.words ?? before ?? ''}
              error={errorOf(errors, 'words')}
              rows={3}
            />
            <p className="bar">
              <Button kind="primary" name="act" value="use">
                Say that we used it
              </Button>
              {before !== null && (
                <Button kind="quiet" name="act" value="back">
                  Take it back
                </Button>
              )}
            </p>
          </form>
        </Section>
      )}
    </Page>
  );
}
