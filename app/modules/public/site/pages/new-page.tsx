import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { refusalOf, scoped } from '#app/platform/web.server.ts';
import { type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayKeepPages } from '../../rules.ts';
import { beginPage } from '../commands.server.ts';
import { Editor, editorLabels } from '../parts/editor.tsx';
import { editorChoices } from '../queries.server.ts';
import { NewPage, Writing } from '../schema.ts';
import type { Route } from './+types/new-page';

function kindOf(request: Request): 'page' | 'update' {
  const asked = NewPage.safeParse({ kind: new URL(request.url).searchParams.get('kind') });
  return asked.success ? asked.data.kind : 'page';
}

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if (!mayKeepPages(scope.actor)) throw forbidden('write pages of the public site', 'Whoever convenes may.');
    return { kind: kindOf(request), choices: await editorChoices(scope), site: new URL(originOf(request)).host };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const values = typedIn(form);
  const isShown = form.get('act') === 'show';
  const writing = parseForm(Writing, form);
  if (isShown || !writing.ok)
    return data({ errors: writing.ok || isShown ? [] : writing.errors, values, isShown }, { status: isShown ? 200 : 400 });
  const begun = await refusalOf(() => scoped({ context, request }, (scope) => beginPage(scope, kindOf(request), writing.data)));
  if (!begun.ok) {
    const errors: FormError[] = [{ field: '', message: begun.message }];
    return data({ errors, values, isShown }, { status: begun.status });
  }
  return redirect(`/w/pages/${begun.value}?done=save`);
}

export default function NewPagePage({ loaderData: { kind, choices, site }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const title = kind === 'update' ? 'Write an update' : 'Write a page';
  return (
    <Page
      title={title}
      lead="Nobody sees a draft but whoever convenes. You publish it afterwards, now or at a time you choose."
      crumbs={[{ label: 'Public pages', to: '/w/pages' }, { label: title }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      <FormErrors errors={errors} labels={editorLabels} />
      <Editor
        kind={kind}
        site={site}
        values={actionData?.values ?? {}}
        errors={errors}
        choices={choices}
        upon={0}
        isShown={actionData?.isShown ?? false}
      />
    </Page>
  );
}
