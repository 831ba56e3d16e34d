import { data, redirect } from 'react-router';
import * as z from 'zod';
import { forbidden, missing } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, answering } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { allSchools } from '../../../members/queries.server.ts';
import { dayHere, zoneChoices } from '../../../members/time-zone.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { programmeNamed } from '../../programmes/queries.server.ts';
import { mayKeepProgramme, mayKeepSomeProgramme } from '../../rules.ts';
import { Slug } from '../../schema.ts';
import { planOffering } from '../commands.server.ts';
import { allOfferingLabels } from '../form.ts';
import { formOfOffering } from '../offering.ts';
import { OfferingFields } from '../parts/offering-fields.tsx';
import { offeringToChange, whoMayTeach } from '../queries.server.ts';
import { OfferingForm } from '../schema.ts';
import type { Route } from './+types/new-offering';

const Search = z.object({ programme: Slug.optional().catch(undefined), copy: Slug.optional().catch(undefined) });

function programmeIn(request: Request): Promise<{ programme: string; copy: string | undefined }> {
  return answering(async () => {
    const { programme, copy } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
    if (programme === undefined) throw missing('The programme of this offering');
    return { programme, copy };
  });
}

export async function loader({ context, request }: Route.LoaderArgs) {
  const { programme: slug, copy } = await programmeIn(request);
  return inFaculty({ context, request, programme: slug }, async (scope) => {
    const { actor } = scope;
    if (!mayKeepSomeProgramme(actor)) throw forbidden('plan an offering', 'The convener does, and leads of schools.');
    const programme = await programmeNamed(scope, slug);
    const own = programme.forSchoolId;
    const plain = {
      school: own ?? (mayKeepProgramme(actor, { forSchoolId: null }) ? '' : (actor.school?.id ?? '')),
      opensTo: own === null ? 'all' : 'school',
      timeZone: 'America/New_York',
    };
    const copied = copy === undefined ? null : formOfOffering(await offeringToChange(scope, copy));
    const schools = mayKeepProgramme(actor, { forSchoolId: null })
      ? [{ id: '', title: 'the collaborative' }, ...(await allSchools(scope)).map(({ id, name }) => ({ id, title: name }))]
      : [{ id: actor.school!.id, title: actor.school!.name }];
    return {
      programme: { slug, title: programme.title, isOwn: own !== null },
      values:
        copied === null
          ? plain
          : {
              ...Object.fromEntries(Object.entries(copied).filter(([name]) => !/^date\.\d+\.(?:id|day)$/.test(name))),
              seen: '',
              closesDay: '',
            },
      schools: own === null ? schools : schools.filter(({ id }) => id === own),
      candidates: await whoMayTeach(scope, programme.id, dayHere(new Date())),
      zones: zoneChoices(),
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const { programme } = await programmeIn(request);
  const actor = await facultyActor({ context, request, programme });
  let slug = '';
  const acted = await answerForm('plan', { schema: OfferingForm, form: await request.formData() }, async (said) => {
    slug = await as(actor, (scope) => planOffering(scope, programme, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/faculty/offerings/${slug}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewOffering({ loaderData, actionData }: Route.ComponentProps) {
  const { programme, schools, candidates, zones } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  const page = `/w/faculty/programmes/${programme.slug}`;
  return (
    <Page
      title="Plan an offering"
      lead={`Of “${programme.title}”. It is a draft until you publish it: nobody is told before that.`}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: programme.title, to: page }, { label: 'Plan an offering' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Plan an offering · Concord`}</title>
      <FormErrors errors={errors} labels={allOfferingLabels} />
      <form method="post" className="form" noValidate>
        <OfferingFields {...{ values, errors, schools, candidates, zones }} isOpenToChoice={!programme.isOwn} />
        <p className="bar">
          <Button kind="primary">Keep as a draft</Button>
          <a href={page}>Leave without planning</a>
        </p>
      </form>
    </Page>
  );
}
