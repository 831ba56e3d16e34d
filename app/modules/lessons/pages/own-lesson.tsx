import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { zoneOf } from '../../members/queries.server.ts';
import { discardLesson, giveLesson, takeLessonBack } from '../commands.server.ts';
import { audienceWords, standingWords, stateWords } from '../edition-words.ts';
import { lessonMails } from '../jobs.server.ts';
import { missingParts, whatChanged } from '../lesson.ts';
import { lessonPreview } from '../own-queries.server.ts';
import { Changes } from '../parts/changes.tsx';
import { LessonBody } from '../parts/lesson-body.tsx';
import { mayGiveLessons } from '../rules.ts';
import { GiveForm } from '../schema.ts';
import type { Route } from './+types/own-lesson';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(z.uuid(), params.lesson, 'This lesson');
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const lesson = await lessonPreview(scope, id);
    const standing = lesson.editions.find(({ state }) => state === 'standing');
    return {
      lesson,
      school: scope.actor.school!.name,
      me: scope.actor.name,
      zone: await zoneOf(scope),
      competencies: (await currentFramework(scope)).competencies,
      changes: standing ? whatChanged(standing.said, lesson.said) : null,
      mayGive: mayGiveLessons(scope.actor),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = addressed(z.uuid(), params.lesson, 'This lesson');
  const actor = await actorOf({ context, request, slug: params.school });
  const form = await request.formData();
  const act = form.get('act');
  const acted =
    act === 'discard'
      ? await answerForm('discard', { schema: z.object({}), form }, async () => {
          await as(actor, (scope) => discardLesson(scope, id));
          return undefined;
        })
      : act === 'back'
        ? await answerForm('back', { schema: z.object({ edition: z.uuid() }), form }, async ({ edition }) => {
            await as(actor, (scope) => takeLessonBack(scope, { id, editionId: edition }));
            return undefined;
          })
        : await answerForm('give', { schema: GiveForm, form }, async (said) => {
            await as(actor, (scope) => giveLesson(scope, { id, ...said }));
            return `&to=${said.audience}`;
          });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  if (act === 'give') await enqueue(lessonMails, {});
  return redirect(`/w/lessons/${params.school}${act === 'discard' ? '' : `/${id}`}${acted.done}`);
}

const doneWords: Readonly<Record<string, string>> = {
  keep: 'The draft is kept. Your school alone reads it',
  give: 'It is given out',
  back: 'It is taken back: nobody outside reads it any more',
};
type Data = Route.ComponentProps['loaderData'];

export default function OwnLesson({ loaderData, actionData, params }: Route.ComponentProps) {
  const { lesson, school, competencies, mayGive, done, zone } = loaderData;
  const { said, editions } = lesson;
  const errors = actionData?.errors ?? [];
  const standing = editions.find(({ state }) => state === 'standing');
  return (
    <Page
      title={said.title}
      status={standingWords(editions)}
      crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: school, to: `/w/lessons/${params.school}` }, { label: 'One lesson' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}${said.title} · Concord`}</title>
      {!actionData && done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ audience: 'Who reads it' }} />
      {editions[0]?.state === 'returned' && (
        <Note kind="attention" title={`${editions[0].reviewedBy ?? 'Another school'} gave it back with words`}>
          <p className="reader-words">{editions[0].words}</p>
        </Note>
      )}
      <p className="bar">
        <ButtonLink
          kind={mayGive && missingParts(said).length === 0 ? 'plain' : 'primary'}
          href={`/w/lessons/${params.school}/${lesson.id}/edit`}
        >
          Change the draft
        </ButtonLink>
        {standing && (
          <a href={standing.audience === 'public' ? `/lessons/${lesson.slug}` : `/w/lessons/read/${lesson.slug}`}>
            The edition that stands
          </a>
        )}
        <span className="muted">
          Kept on {dayIn(lesson.changedAt, zone)}
          {lesson.by && ` by ${lesson.by}`}
        </span>
      </p>
      <LessonBody
        said={said}
        school={said.namesSchool ? school : null}
        figures={lesson.figures}
        quotes={lesson.quotes}
        material={null}
        competencies={competencies}
      />
      {mayGive && <Give data={loaderData} values={actionData?.values} errors={errors} />}
      <Editions data={loaderData} />
    </Page>
  );
}

function Give({
  data: { lesson, changes, me },
  values,
  errors,
}: {
  data: Data;
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly { field: string; message: string }[];
}) {
  const { said, editions } = lesson;
  const open = missingParts(said);
  const waits = editions.find(({ state }) => state === 'asked');
  if (waits) return null;
  if (open.length > 0)
    return (
      <Section title="Give it out">
        <p>Before others read it, write this: {open.join(', ')}. What did not work needs no other words than what did.</p>
        {editions.length === 0 && <Discard />}
      </Section>
    );
  return (
    <Section title="Give it out">
      {changes && (
        <>
          <p>What this draft changes of the edition that stands:</p>
          <Changes parts={changes} />
        </>
      )}
      <form method="post" className="form" noValidate>
        <Field
          kind="radios"
          name="audience"
          label="Who reads it"
          value={values?.audience}
          error={errorOf(errors, 'audience')}
          options={[
            {
              value: 'collaborative',
              label: 'The collaborative',
              help: 'At once: whoever has a role at a member school, or in the collaborative.',
            },
            {
              value: 'public',
              label: 'Everybody',
              help: 'Once a lead or somebody of the faculty at another school has read it. What stands until then stays; a revision is read again.',
            },
          ]}
          isWide
        />
        {said.namesSchool && (
          <Field kind="checkbox" name="isNamed" label={`Name me as its author: ${me}`} isChecked={Boolean(values?.isNamed)} isWide />
        )}
        <p className="bar">
          <Button kind="primary" name="act" value="give">
            Give it out
          </Button>
        </p>
      </form>
      {editions.length === 0 && <Discard />}
    </Section>
  );
}

function Discard() {
  return (
    <form method="post">
      <Button kind="quiet" name="act" value="discard">
        Discard the draft
      </Button>
    </form>
  );
}

function Editions({ data: { lesson, mayGive, zone } }: { data: Data }) {
  if (lesson.editions.length === 0) return null;
  return (
    <Section title="Editions">
      <ul className="plain-list">
        {lesson.editions.map(({ id, number, audience, state, givenAt, standsSince, endedAt, reviewedBy, reviewer, words }) => (
          <li key={id}>
            <strong>Edition {number}</strong>, for {audienceWords[audience]}: {stateWords[state]}. Given on {dayIn(givenAt, zone)}
            {standsSince && `, stood from ${dayIn(standsSince, zone)}`}
            {endedAt && ` until ${dayIn(endedAt, zone)}`}.{reviewedBy && ` Read by ${reviewer ? `${reviewer}, ` : ''}${reviewedBy}.`}
            {words && <p className="muted">“{words}”</p>}
            {mayGive && (state === 'standing' || state === 'asked') && (
              <form method="post">
                <input type="hidden" name="edition" value={id} />
                <Button kind="danger" name="act" value="back">
                  Take it back<span className="visually-hidden">: edition {number}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
