import { data, redirect } from 'react-router';
import * as z from 'zod';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { currentFramework } from '../../../competencies/queries.server.ts';
import { beginNeed } from '../commands.server.ts';
import { NeedFields, needLabels } from '../parts/need-fields.tsx';
import { mayBeginNeeds, whoMayNeed } from '../rules.ts';
import { NeedForm } from '../schema.ts';
import { needSeatOf } from '../seat.ts';
import type { Route } from './+types/new-need';

const OwnedForm = NeedForm.extend({ of: z.enum(['school', 'collaborative'], 'Choose whose need it is') });

export function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  const slug = needSeatOf(memberOf(context, request), searchParams.get('as'));
  return scoped({ context, request, slug }, async (scope) => {
    const { actor } = scope;
    const mayOf = {
      school: actor.school !== null && mayBeginNeeds(actor, { ofSchoolId: actor.school.id }),
      collaborative: mayBeginNeeds(actor, { ofSchoolId: null }),
    };
    if (!mayOf.school && !mayOf.collaborative) throw forbidden('begin a need', whoMayNeed.write);
    const { competencies } = await currentFramework(scope);
    return {
      ...{ mayOf, school: actor.school?.name ?? null, about: searchParams.get('competency') ?? '' },
      competencies: competencies.map(({ stableId, code, shortTitle }) => ({ stableId, code, title: shortTitle })),
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const asked = new URL(request.url).searchParams.get('as');
  const actor = await actorOf({ context, request, slug: needSeatOf(memberOf(context, request), asked) });
  const acted = await answerForm('begin', { schema: OwnedForm, form: await request.formData() }, ({ of, ...said }) =>
    as(actor, (scope) => beginNeed(scope, { ...said, isOfSchool: of === 'school' })),
  );
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  const id = acted.done.slice('?done=begin'.length);
  return redirect(`/w/faculty/needs/${id}?done=begin${asked ? `&as=${asked}` : ''}`);
}

export default function NewNeed({ loaderData: { mayOf, school, about, competencies }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values = actionData?.values ?? { competency: about };
  return (
    <Page
      title="Write down a need"
      lead="Say what is lacking. On its page you add what shows that it is."
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Needs', to: '/w/faculty/needs' }, { label: 'A new need' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Write down a need · Concord`}</title>
      <FormErrors errors={errors} labels={needLabels} />
      <form method="post" className="form" noValidate>
        <NeedFields values={values} errors={errors} competencies={competencies} />
        {mayOf.school && mayOf.collaborative ? (
          <Field
            kind="radios"
            name="of"
            label={needLabels.of}
            value={values.of}
            error={errorOf(errors, 'of')}
            options={[
              {
                value: 'school',
                label: school ?? 'My school',
                help: 'Your school alone reads it until its lead shows it to the collaborative.',
              },
              { value: 'collaborative', label: 'The collaborative', help: 'Whoever works or teaches at a school reads it at once.' },
            ]}
            isWide
          />
        ) : (
          <>
            <input type="hidden" name="of" value={mayOf.school ? 'school' : 'collaborative'} />
            <p>
              {mayOf.school
                ? `${school} alone reads it until its lead shows it to the collaborative.`
                : 'It is the collaborative’s: whoever works or teaches at a school reads it at once.'}
            </p>
          </>
        )}
        <p className="bar">
          <Button kind="primary">Keep this need</Button>
        </p>
      </form>
    </Page>
  );
}
