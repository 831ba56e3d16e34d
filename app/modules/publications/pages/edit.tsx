import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, refusalOf, scoped } from '#app/platform/web.server.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { editPublication, removePublication } from '../commands.server.ts';
import { joinedChoices } from '../joined-choices.ts';
import { PublicationForm as Fields, labels, valuesOf } from '../parts/publication-form.tsx';
import { linksOf, linkTargets, publicationNamed } from '../queries.server.ts';
import { mayKeepPublications } from '../rules.ts';
import { PublicationForm } from '../schema.ts';
import type { Route } from './+types/edit';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if (!mayKeepPublications(scope.actor)) throw forbidden('change publications', 'The convener does.');
    const { id, slug, record, summary, publishedAt } = await publicationNamed(scope, params.publication);
    const links = await linksOf(scope, id);
    const values = {
      ...valuesOf(record),
      summary,
      streams: links.streams.map((stream) => stream.id).join(','),
      competencies: links.competencies.map(({ stableId }) => stableId).join(','),
      studies: links.studies.map((study) => study.id).join(','),
      lessons: links.lessons.map((lesson) => lesson.id).join(','),
      isShown: publishedAt === null ? '' : 'yes',
    };
    return { slug, title: record.title, isShown: publishedAt !== null, values, targets: await linkTargets(scope) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = joinedChoices(await request.formData());
  if (form.get('act') === 'remove') {
    const done = await refusalOf(() => as(actor, (scope) => removePublication(scope, params.publication)));
    if (!done.ok) throw data(done.message, { status: done.status });
    return redirect('/w/pages/publications?done=remove');
  }
  const acted = await answerForm('edit', { schema: PublicationForm, form }, async (input) => {
    await as(actor, (scope) => editPublication(scope, params.publication, input));
    return undefined;
  });
  return acted.ok ? redirect(`/w/pages/publications${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Edit({ loaderData: { slug, title, isShown, values, targets }, actionData }: Route.ComponentProps) {
  return (
    <Page
      title={title}
      crumbs={[{ label: 'Pages', to: '/w/pages' }, { label: 'Publications', to: '/w/pages/publications' }, { label: 'Change' }]}
      lead="What you save here is public at once, where everybody reads it. Its address stays."
    >
      <title>{`${actionData ? 'Error: ' : ''}${title} · Concord`}</title>
      {isShown && (
        <p>
          <a href={`/publications/${slug}`}>Its public page</a>
        </p>
      )}
      <FormErrors errors={actionData?.errors ?? []} labels={labels} />
      <Fields values={actionData?.values ?? values} errors={actionData?.errors ?? []} targets={targets} act="Save the publication" />
      <Section title="Take it away">
        <p className="prose">For what should never have been here. To hide it for a time, take the tick from “{labels.isShown}” instead.</p>
        <form method="post">
          <AskedButton id="remove" opens="Remove this publication" title="Remove this publication?" value="remove" act="Remove it for good">
            <p>Its page, its citations and its address are gone then. Nobody can bring them back.</p>
          </AskedButton>
        </form>
      </Section>
    </Page>
  );
}
