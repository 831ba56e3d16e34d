import { data, redirect } from 'react-router';
import * as z from 'zod';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { lookBehindDraft } from '../checking/jobs.server.ts';
import { changeDraft } from '../items/commands.server.ts';
import { DraftPage } from '../items/parts/draft-page.tsx';
import { VersionFields, valuesOf, versionLabels } from '../items/parts/version-fields.tsx';
import { competencyChoices, draftToKeep, sourceOf } from '../items/queries.server.ts';
import { readVersion } from '../items/schema.ts';
import { itemSlug } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/edit';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const { item, draft } = await draftToKeep(scope, slug);
    return { item, draft, source: await sourceOf(scope, draft), competencies: await competencyChoices(scope), shelf: params.school };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = itemSlug(params.item);
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  const values = typedIn(await request.formData());
  const read = readVersion(values);
  const seen = z.coerce.date().safeParse(values.seen);
  if (!read.ok) return data({ errors: read.errors, values }, { status: 400 });
  const kept = await refusalOf(() => as(actor, (scope) => changeDraft(scope, slug, { seen: seen.data ?? new Date(0), said: read.said })));
  if (!kept.ok) return data({ errors: [{ field: '', message: kept.message }], values }, { status: kept.status });
  await lookBehindDraft(actor, slug);
  return redirect(values.next === 'files' ? `${itemAddress(params.school, slug)}/files?done=keep` : '?done=keep');
}

export default function Edit({ loaderData: { item, draft, source, competencies, shelf }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values = actionData?.values ?? valuesOf(draft);
  return (
    <DraftPage item={item} draft={draft} shelf={shelf} here="edit" hasErrors={errors.length > 0}>
      <FormErrors errors={errors} labels={versionLabels} />
      {source?.item && <p>This is an adaptation of {source.credit} What it takes over stands below; change what is different with you.</p>}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen ?? draft.changedAt.toISOString()} />
        <VersionFields
          values={values}
          errors={errors}
          competencies={competencies}
          isNext={draft.number > 1}
          isAdaptation={draft.adaptsItemId !== null}
          isOfSchool={item.forSchoolId !== null}
        />
        <p className="bar">
          <Button kind="primary" name="next" value="files">
            Save, and go on to the files
          </Button>
          <Button name="next" value="stay">
            Save
          </Button>
        </p>
      </form>
    </DraftPage>
  );
}
