import { data, redirect } from 'react-router';
import { forbidden } from '#app/platform/problem.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { mayMakeThemes } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { beginTheme } from '../commands.server.ts';
import { ThemeFields, themeLabels } from '../parts/theme-fields.tsx';
import { ThemeSaid } from '../schema.ts';
import type { Route } from './+types/new-theme';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    if (!mayMakeThemes(study)) throw forbidden('make themes: the study’s leads, moderators and coders do');
    return { study };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  let id = '';
  const acted = await answerForm('begin', { schema: ThemeSaid, form: await request.formData() }, async (said) => {
    id = await inStudy(actor, params.study, (scope, study) => beginTheme(scope, study, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/focus-groups/${params.study}/themes/${id}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function NewTheme({ loaderData: { study }, actionData }: Route.ComponentProps) {
  const { values = {}, errors = [] } = actionData ?? {};
  return (
    <StudyPage
      study={study}
      here="/themes"
      below="Begin"
      title="Begin a theme"
      lead="Say what you claim. What it rests on comes next."
      hasErrors={errors.length > 0}
    >
      <FormErrors errors={errors} labels={themeLabels} />
      <form method="post" className="form" noValidate>
        <ThemeFields values={values} errors={errors} />
        <p className="bar">
          <Button kind="primary">Begin the theme</Button>
          <a href={`/w/focus-groups/${study.slug}/themes`}>Leave without beginning</a>
        </p>
      </form>
    </StudyPage>
  );
}
