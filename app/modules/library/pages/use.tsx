import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../members/time-zone.ts';
import { changeAdoption, chooseVersion, endAdoption } from '../adoption/commands.server.ts';
import { UseFields, useLabels } from '../adoption/parts/use-fields.tsx';
import { adoptionNamed } from '../adoption/queries.server.ts';
import { AdoptionSaid, VersionChosen } from '../adoption/schema.ts';
import { publishedVersions } from '../items/queries.server.ts';
import { idOf } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import { phaseWords } from '../words.ts';
import type { Route } from './+types/use';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = idOf(params.use, 'This use of an item');
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const use = await adoptionNamed(scope, id, new Date());
    const versions = use.itemId === null || use.standing === null ? [] : await publishedVersions(scope, use.itemId);
    return {
      use,
      since: versions.filter(({ number }) => use.number !== null && number > use.number),
      shelf: params.school,
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = idOf(params.use, 'This use of an item');
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  const form = await request.formData();
  const acts = {
    choose: () =>
      answerForm('choose', { schema: VersionChosen, form }, async (said) => {
        await as(actor, (scope) => chooseVersion(scope, id, said));
        return `&choice=${said.choice}`;
      }),
    change: () =>
      answerForm('change', { schema: AdoptionSaid, form }, async (said) => {
        await as(actor, (scope) => changeAdoption(scope, id, said));
        return undefined;
      }),
    end: () =>
      answerForm('end', { schema: z.object({}), form }, async () => {
        await as(actor, (scope) => endAdoption(scope, id));
        return undefined;
      }),
  };
  const act = String(form.get('act') ?? '');
  const acted = await (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.change)();
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  use: 'The use is noted',
  choose: 'Your choice is kept',
  change: 'What you said is kept',
  end: 'The use is ended',
};
const choiceWords = { take: 'taken', stay: 'stayed with the one in use', later: 'put off', leave: 'left' } as const;

export default function Use({ loaderData: { use, since, shelf, done: did }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values = actionData?.act === 'change' ? actionData.values : valuesOf(use);
  const address = use.slug === null ? undefined : itemAddress(shelf, use.slug);
  return (
    <Page
      title={use.itemTitle}
      lead={`As your school uses it in “${use.course}”, ${use.academicYear}.`}
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: 'Own shelf', to: `/w/library/${shelf}` }, { label: 'A use' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Use of ${use.itemTitle} · Concord`}</title>
      {!actionData && did !== null && Object.hasOwn(done, did) && <Note kind="success" isAnswer title={done[did]!} />}
      <FormErrors errors={errors} labels={{ choice: 'What you do', ...useLabels }} />
      {use.withdrawnAt && (
        <Note kind="attention" title={`Its keepers withdrew this item on ${dayIn(use.withdrawnAt, zone)}`}>
          <p>{use.withdrawnReason}</p>
          <p>Its files can no longer be taken from here. What you noted stays.</p>
        </Note>
      )}
      <Facts
        facts={[
          ['Version', use.number],
          ['Phase', use.phase === null ? null : phaseWords[use.phase]],
          ['Used since', dayIn(use.adoptedAt, zone)],
          ['Ended', use.endedAt && dayIn(use.endedAt, zone)],
        ]}
      />
      {address && use.withdrawnAt === null && (
        <p>
          <a href={address}>The item as it stands today</a>
          {use.number !== null && use.number !== use.standing && (
            <>
              {' · '}
              <a href={`${address}/versions/${use.number}`}>the version that you use</a>
            </>
          )}
        </p>
      )}
      {since.length > 0 && use.endedAt === null && (
        <Section title={`A newer version: ${use.standing}`} id="choose">
          {since.map(({ number, publishedAt, whatChanged }) => (
            <p key={number}>
              <strong>Version {number}</strong>, {dayIn(publishedAt, zone)}: {whatChanged}
            </p>
          ))}
          <p>
            <a href={`${address}/compare?from=${use.number}&to=${use.standing}`}>What differs between yours and version {use.standing}</a>
          </p>
          {use.mayKeep && <ChooseForm use={use} sent={actionData} />}
        </Section>
      )}
      {use.withdrawnAt && use.endedAt === null && use.mayKeep && (
        <Section title="What you do now" id="choose">
          <ChooseForm use={use} sent={actionData} />
        </Section>
      )}
      {use.choices.length > 0 && (
        <Section title="What was chosen">
          <ul className="dated">
            {use.choices.map(({ id, number, choice, reason, chosenAt }) => (
              <li key={id}>
                <span className="eyebrow num">{dayIn(chosenAt, zone)}</span>
                <p>
                  Version {number}: {choiceWords[choice]}. {reason}
                </p>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="How you use it">
        {use.mayKeep ? (
          <>
            <form method="post" className="form" noValidate>
              <input type="hidden" name="act" value="change" />
              <UseFields values={values} errors={actionData?.act === 'change' ? errors : []} />
              <p>
                <Button>Keep it</Button>
              </p>
            </form>
            {use.endedAt === null && !use.isAsked && (
              <form method="post">
                <input type="hidden" name="act" value="end" />
                <Button kind="danger">We use it there no more</Button>
              </form>
            )}
          </>
        ) : (
          <Facts
            facts={[
              ['Learners', use.learners],
              ['What was changed', use.changed || null],
              ['How it went', use.went || null],
            ]}
          />
        )}
      </Section>
    </Page>
  );
}

type ChooseProps = { use: Route.ComponentProps['loaderData']['use']; sent: Route.ComponentProps['actionData'] };

/** What the school does about a newer version, or about a withdrawal. */
function ChooseForm({ use: { number, standing, withdrawnAt, isAsked }, sent }: ChooseProps) {
  const values = sent?.act === 'choose' ? sent.values : {};
  const leave = { value: 'leave', label: 'We leave it', help: 'The use ends today. What you noted of it stays.' };
  const later = { value: 'later', label: 'We decide later', help: 'You are asked again in thirty days.' };
  const options = withdrawnAt
    ? [{ value: 'stay', label: `We go on with version ${number}, as we have it` }, leave, later]
    : [
        { value: 'take', label: `We take version ${standing}` },
        { value: 'stay', label: `We stay with version ${number}`, help: 'You are asked again when the next one comes.' },
        ...[leave, later],
      ];
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="act" value="choose" />
      <Field
        kind="radios"
        name="choice"
        label="What you do"
        value={values.choice}
        error={sent?.act === 'choose' ? errorOf(sent.errors, 'choice') : undefined}
        options={options}
      />
      <Field name="reason" label="Why" value={values.reason} isOptional maxLength={1000} isWide help="For whoever reads this after you." />
      <p>
        <Button kind={isAsked ? 'primary' : 'plain'}>Keep our choice</Button>
      </p>
    </form>
  );
}

function valuesOf({
  course,
  academicYear,
  phase,
  learners,
  changed,
  went,
  tells,
}: Route.ComponentProps['loaderData']['use']): Record<string, string> {
  return {
    course,
    academicYear,
    phase: phase ?? '',
    learners: learners === null ? '' : String(learners),
    changed,
    went,
    tells: tells ? 'yes' : '',
  };
}
