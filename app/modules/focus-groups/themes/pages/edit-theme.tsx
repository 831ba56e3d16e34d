import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { keepTheme } from '../commands.server.ts';
import { ThemeFields, themeLabels } from '../parts/theme-fields.tsx';
import { assertMayChangeTheme } from '../queries.server.ts';
import { ThemeForm } from '../schema.ts';
import type { Route } from './+types/edit-theme';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return { study, theme: await assertMayChangeTheme(scope, study, themeId) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const themeId = addressed(z.uuid(), params.theme, 'This theme');
  const actor = await actorOf({ context, request });
  const acted = await answerForm('keep', { schema: ThemeForm, form: await request.formData() }, async ({ seen, ...said }) => {
    await inStudy(actor, params.study, (scope, study) => keepTheme(scope, study, { themeId, seen, said }));
    return undefined;
  });
  return acted.ok
    ? redirect(`/w/focus-groups/${params.study}/themes/${themeId}${acted.done}`)
    : data(acted.refused, { status: acted.status });
}

export default function EditTheme({ loaderData: { study, theme }, actionData }: Route.ComponentProps) {
  const { errors = [], values } = actionData ?? {};
  const { claim, summary, plain, counterSearch } = theme;
  return (
    <StudyPage study={study} here="/themes" below="Change" title="Change a theme" hasErrors={errors.length > 0}>
      <FormErrors errors={errors} labels={themeLabels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values?.seen ?? theme.changedAt.toISOString()} />
        <ThemeFields values={values ?? { claim, summary, plain, counterSearch }} errors={errors} />
        <p className="bar">
          <Button kind="primary">Keep the theme</Button>
          <a href={`/w/focus-groups/${study.slug}/themes/${theme.id}`}>Leave it as it was</a>
        </p>
      </form>
    </StudyPage>
  );
}
