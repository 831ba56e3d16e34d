import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { isoDayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { dropFacilitator, keepFacilitator } from '../commands.server.ts';
import { audiences } from '../entry.ts';
import { PreparationList } from '../parts/preparation-list.tsx';
import { competencyChoices, ownEntry, trainerChoices } from '../queries.server.ts';
import { EntryForm } from '../schema.ts';
import type { Route } from './+types/me';

const own = '/w/faculty/facilitators/me';

export function loader(asked: Route.LoaderArgs) {
  return inFaculty(asked, async (scope) => ({
    entry: await ownEntry(scope),
    school: scope.actor.school?.name ?? null,
    titles: (await competencyChoices(scope)).map(({ id, code, title }) => [id, `${code} ${title}`] as const),
    names: (await trainerChoices(scope)).map(({ id, name }) => [id, name] as const),
    today: isoDayIn(new Date(), await zoneOf(scope)),
    done: new URL(asked.request.url).searchParams.get('done'),
  }));
}

export async function action(asked: Route.ActionArgs) {
  const actor = await facultyActor(asked);
  const form = await asked.request.formData();
  const acted =
    form.get('act') === 'drop'
      ? await answerForm('drop', { schema: z.object({}), form }, async () => {
          await as(actor, dropFacilitator);
          return undefined;
        })
      : await answerForm('keep', { schema: EntryForm, form }, async (entry) => {
          await as(actor, (scope) => keepFacilitator(scope, entry));
          return undefined;
        });
  return acted.ok ? redirect(`${own}${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = {
  visibleTo: 'Who sees this entry',
  sessionsLow: 'Sessions a year, at least',
  sessionsHigh: 'At most',
  travels: 'I travel to other schools',
  online: 'I teach online',
  languages: 'Languages that I teach in',
  lastTaught: 'Month in which I last taught',
  words: 'In my own words',
  showsMail: 'Show my mail address to whoever sees this entry',
};
const doneWords: Readonly<Record<string, string>> = {
  keep: 'Your entry is kept, and shown to whom you chose',
  drop: 'Your entry is gone, with all that stood in it',
  prepared: 'Your entry says so now',
  taken: 'It is out of your entry',
};

export default function Me({ loaderData, actionData }: Route.ComponentProps) {
  const { entry, school, titles, names, today, done } = loaderData;
  if (school === null) return <NoSchool />;
  const values: Readonly<Record<string, string | null | undefined>> = actionData?.values ?? {
    visibleTo: entry?.visibleTo,
    sessionsLow: entry?.sessionsLow?.toString(),
    sessionsHigh: entry?.sessionsHigh?.toString(),
    travels: entry?.travels ? 'yes' : '',
    online: entry?.online ? 'yes' : '',
    languages: entry?.languages.join(', '),
    lastTaught: entry?.lastTaught?.slice(0, 7),
    words: entry?.words,
    showsMail: entry?.showsMail ? 'yes' : '',
  };
  const field = fieldsOf(labels, values, actionData?.errors ?? []);
  const isChecked = (name: string) => values[name] === 'yes';
  return (
    <Page
      title="Your entry"
      lead={`What you are ready to teach at ${school}, and who may know. Nothing of it is ever public.`}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Facilitators', to: '/w/faculty/facilitators' }, { label: 'Your entry' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Your entry · Concord`}</title>
      {!actionData && done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      <FormErrors errors={actionData?.errors ?? []} labels={labels} />
      <form method="post" className="form" noValidate>
        <Field {...field('visibleTo')} kind="radios" options={audiences.map(({ id, name, help }) => ({ value: id, label: name, help }))} />
        <Field
          {...field('sessionsLow')}
          inputMode="numeric"
          isOptional
          help="How many small-group sessions you are willing to hold. Empty says nothing, which is not none."
        />
        <Field {...field('sessionsHigh')} inputMode="numeric" isOptional />
        <Field {...field('travels')} kind="checkbox" value="yes" isChecked={isChecked('travels')} />
        <Field {...field('online')} kind="checkbox" value="yes" isChecked={isChecked('online')} />
        <Field {...field('languages')} isOptional help="With commas between them." />
        <Field {...field('lastTaught')} isOptional help="For example 2026-03. What you teach at offerings here is known without it." />
        <Field {...field('words')} kind="textarea" rows={3} isOptional />
        <Field {...field('showsMail')} kind="checkbox" value="yes" isChecked={isChecked('showsMail')} />
        <p>
          <Button kind="primary" name="act" value="keep">
            Keep my entry
          </Button>
        </p>
      </form>
      {entry && (
        <Section title="What you are ready to teach" id="prepared">
          {entry.preparations.length === 0 && (
            <p>Say where you were prepared, and for which competencies. Until then you count for none.</p>
          )}
          <PreparationList
            preparations={entry.preparations}
            titles={new Map(titles)}
            names={new Map(names)}
            today={today}
            change={`${own}/preparations`}
          />
          <p className="bar">
            <ButtonLink kind={entry.preparations.length === 0 ? 'primary' : 'plain'} href={`${own}/preparations/new`}>
              Say where you were prepared
            </ButtonLink>
          </p>
        </Section>
      )}
      {entry && (
        <Section title="Take your entry out">
          <p>It goes with all that stands in it, at once and for good. You are counted nowhere then. You can write another.</p>
          <details>
            <summary>Take my entry out</summary>
            <form method="post">
              <Button kind="danger" name="act" value="drop">
                Take it out for good
              </Button>
            </form>
          </details>
        </Section>
      )}
    </Page>
  );
}

function NoSchool() {
  return (
    <Page
      title="Your entry"
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Facilitators', to: '/w/faculty/facilitators' }, { label: 'Your entry' }]}
    >
      <title>Your entry · Concord</title>
      <p>Whoever teaches or works at a school keeps an entry. You act for no school.</p>
    </Page>
  );
}
