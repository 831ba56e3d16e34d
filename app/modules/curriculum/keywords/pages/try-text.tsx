import { data } from 'react-router';
import * as z from 'zod';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { roundSeatOf } from '../../rules.ts';
import { versionPath } from '../address.ts';
import { TriedPlaces } from '../parts/tried-places.tsx';
import { versionOfList } from '../queries.server.ts';
import { TriedText } from '../schema.ts';
import { tryText } from '../trial.ts';
import type { Route } from './+types/try-text';

function listIn({ context, params, request }: Route.LoaderArgs | Route.ActionArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  return scoped({ context, request, slug }, async (scope) => (await versionOfList(scope, params)).list);
}

export async function loader(args: Route.LoaderArgs) {
  const { slug, name, version, keywords } = await listIn(args);
  return { slug, name, version, keywords: keywords.length };
}

export async function action(args: Route.ActionArgs) {
  const form = await args.request.formData();
  const list = await listIn(args);
  const read = parseForm(z.object({ text: TriedText.refine((text) => text.trim() !== '', 'Write or paste a text') }), form);
  if (!read.ok) return data({ errors: read.errors, text: typedIn(form).text ?? '', tried: null }, { status: 400 });
  return { errors: [], text: read.data.text, tried: tryText(list, read.data.text) };
}

export default function TryText({ loaderData: list, actionData }: Route.ComponentProps) {
  const { errors = [], text = '', tried = null } = actionData ?? {};
  return (
    <Page
      title="Try the list on a text"
      lead="See what it finds, and what it leaves out and why. The text stands for one activity and is not kept."
      crumbs={[
        { label: 'Keyword lists', to: '/w/curriculum/keywords' },
        { label: `${list.name}, version ${list.version}`, to: versionPath(list) },
        { label: 'Try it' },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Try ${list.name}, version ${list.version} · Concord`}</title>
      <FormErrors errors={errors} labels={{ text: 'A text of yours' }} />
      {tried && (
        <Section title="What it finds">
          <div role="status">
            <TriedPlaces tried={tried} />
          </div>
        </Section>
      )}
      <form method="post" className="form" noValidate>
        <Field
          kind="textarea"
          name="text"
          label="A text of yours"
          rows={12}
          value={text}
          error={errorOf(errors, 'text')}
          help="A description, a syllabus, a page of objectives. HTML may stand in it."
        />
        <p className="bar">
          <Button kind="primary">Try {list.keywords} keywords on it</Button>
        </p>
      </form>
    </Page>
  );
}
