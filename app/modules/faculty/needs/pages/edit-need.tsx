import { data, redirect } from 'react-router';
import * as z from 'zod';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { currentFramework } from '../../../competencies/queries.server.ts';
import { keepNeed } from '../commands.server.ts';
import { NeedFields, needLabels } from '../parts/need-fields.tsx';
import { needOf } from '../queries.server.ts';
import { mayWriteNeed, whoMayNeed } from '../rules.ts';
import { NeedForm } from '../schema.ts';
import { needSeatOf } from '../seat.ts';
import type { Route } from './+types/edit-need';

const SeenForm = NeedForm.extend({ seen: z.coerce.date() });

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = needSeatOf(memberOf(context, request), new URL(request.url).searchParams.get('as'));
  return scoped({ context, request, slug }, async (scope) => {
    const need = await needOf(scope, params.need);
    if (!mayWriteNeed(scope.actor, need)) throw forbidden('change this need', whoMayNeed.write);
    const { competencies } = await currentFramework(scope);
    const { title, lacking, competencyStableId, changedAt } = need;
    return {
      values: { title, lacking, competency: competencyStableId },
      seen: changedAt.toISOString(),
      competencies: competencies.map(({ stableId, code, shortTitle }) => ({ stableId, code, title: shortTitle })),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const asked = new URL(request.url).searchParams.get('as');
  const actor = await actorOf({ context, request, slug: needSeatOf(memberOf(context, request), asked) });
  const acted = await answerForm('change', { schema: SeenForm, form: await request.formData() }, async ({ seen, ...said }) => {
    await as(actor, (scope) => keepNeed(scope, { id: params.need, seen, said }));
    return asked ? `&as=${encodeURIComponent(asked)}` : '';
  });
  return acted.ok ? redirect(`/w/faculty/needs/${params.need}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function EditNeed({ loaderData: { values, seen, competencies }, actionData, params }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Change this need"
      lead="What the schools said of it stays. They read the new words."
      crumbs={[
        { label: 'Needs', to: '/w/faculty/needs' },
        { label: values.title, to: `/w/faculty/needs/${params.need}` },
        { label: 'Change it' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Change a need · Concord`}</title>
      <FormErrors errors={errors} labels={needLabels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={actionData?.values.seen ?? seen} />
        <NeedFields values={actionData?.values ?? values} errors={errors} competencies={competencies} />
        <p className="bar">
          <Button kind="primary">Keep this need</Button>
        </p>
      </form>
    </Page>
  );
}
