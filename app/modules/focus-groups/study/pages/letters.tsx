import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day, isoDayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayLeadStudy } from '../../rules.ts';
import { consentItems, itemWords, promises, promiseWords } from '../consent-item.ts';
import { inStudy } from '../in-study.server.ts';
import { writeLetter } from '../participant-commands.server.ts';
import { Paragraphs } from '../parts/paragraphs.tsx';
import { StudyPage } from '../parts/study-page.tsx';
import { letters } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { LetterForm } from '../schema.ts';
import { studySites } from '../site-queries.server.ts';
import type { Route } from './+types/letters';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const sites = await studySites(scope, study);
    return {
      study,
      letters: await letters(scope, study),
      sites: sites.map(({ id, name }) => ({ value: id, label: name })),
      mayWrite: mayLeadStudy(study),
      zone: await zoneOf(scope),
      isWritten: new URL(request.url).searchParams.get('done') === 'write',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  form.set('items', form.getAll('items').join(';'));
  const acted = await answerForm('write', { schema: LetterForm, form }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => writeLetter(scope, study, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = {
  siteId: 'Site',
  version: 'Version',
  items: 'It asks for',
  onWithdrawal: 'When somebody withdraws',
  text: 'The letter',
};

export default function Letters({ loaderData, actionData }: Route.ComponentProps) {
  const { study, letters: all, sites, mayWrite, zone, isWritten } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/letters"
      title="Consent letters"
      lead="What the people of a site are asked to agree to, item by item. A letter stays as it was sent: whoever withdraws is treated as their letter says."
      hasErrors={errors.length > 0}
    >
      {isWritten && <Note kind="success" title="The letter is kept" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {all.length === 0 && <Empty title="No letter yet">A consent is noted by the letter that was given, so the letters come first.</Empty>}
      {all.map(({ id, site, version, items, onWithdrawal, text, writtenAt }) => (
        <Section key={id} title={`${site}, version ${version}`}>
          <p className="muted">Kept since {day(isoDayIn(writtenAt, zone))}</p>
          <p>
            It asks to:{' '}
            {consentItems
              .filter((item) => items.includes(item))
              .map((item) => itemWords[item].replace(/^./u, (first) => first.toLowerCase()))
              .join('; ')}
            .
          </p>
          <p>When somebody withdraws: {promiseWords[onWithdrawal].toLowerCase()}.</p>
          <details>
            <summary>The whole letter</summary>
            <Paragraphs text={text} />
          </details>
        </Section>
      ))}
      {mayWrite && sites.length > 0 && <Write sites={sites} values={actionData?.values} errors={errors} />}
    </StudyPage>
  );
}

type WriteProps = {
  sites: { value: string; label: string }[];
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly FormError[];
};

function Write({ sites, values = {}, errors }: WriteProps) {
  const shared = fieldsOf(labels, values, errors);
  return (
    <Section title="Keep a letter">
      <form method="post" className="form" noValidate>
        <Field kind="select" {...shared('siteId')} options={[{ value: '', label: 'Choose' }, ...sites]} />
        <Field {...shared('version')} help="As the letter names itself." />
        <Field
          kind="checkboxes"
          name="items"
          label={labels.items}
          values={(values.items ?? 'take part').split(';')}
          error={errorOf(errors, 'items')}
          options={consentItems.map((item) => ({ value: item, label: itemWords[item] }))}
          isWide
        />
        <Field
          kind="radios"
          {...shared('onWithdrawal')}
          options={promises.map((promise) => ({ value: promise, label: promiseWords[promise] }))}
          isWide
        />
        <Field kind="textarea" rows={10} {...shared('text')} help="Paste it as it was sent." />
        <p className="bar">
          <Button kind="primary">Keep the letter</Button>
        </p>
      </form>
    </Section>
  );
}
