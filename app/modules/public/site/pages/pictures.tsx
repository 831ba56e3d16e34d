import { data, redirect } from 'react-router';
import { parseForm } from '#app/platform/form.ts';
import { refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { bringPicture, dropPictureBytes } from '../brought-picture.server.ts';
import { dropPicture } from '../commands.server.ts';
import { pathOfPicture } from '../page-address.ts';
import { keptPictures } from '../queries.server.ts';
import { DropForm } from '../schema.ts';
import { shownWords } from '../standing.ts';
import type { Route } from './+types/pictures';

export async function loader({ context, request }: Route.LoaderArgs) {
  return { pictures: await scoped({ context, request }, keptPictures), done: new URL(request.url).searchParams.get('done') };
}

export async function action({ context, request }: Route.ActionArgs) {
  if (!request.headers.get('content-type')?.startsWith('multipart/')) return drop({ context, request });
  const brought = await bringPicture({ context, request });
  return brought.ok ? redirect('/w/pages/pictures?done=bring') : data(brought, { status: brought.status });
}

async function drop(at: Pick<Route.ActionArgs, 'context' | 'request'>) {
  const form = parseForm(DropForm, await at.request.formData());
  const refused = (message: string, status: number) =>
    data({ errors: [{ field: '', message }], values: {} as Record<string, string> }, { status });
  if (!form.ok) return refused('Choose the picture again.', 400);
  const did = await refusalOf(() => scoped(at, (scope) => dropPicture(scope, form.data.picture)));
  if (!did.ok) return refused(did.message, did.status);
  await dropPictureBytes([form.data.picture]);
  return redirect('/w/pages/pictures?done=drop');
}

const labels = { words: 'What it shows', file: 'Picture' };

export default function Pictures({ loaderData: { pictures, done }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Pictures"
      lead="Pictures for the public pages. We draw each again, so that no place, name or camera stays in it."
      crumbs={[{ label: 'Public pages', to: '/w/pages' }, { label: 'Pictures' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Pictures · Concord`}</title>
      {!actionData && done === 'bring' && <Note kind="success" title="The picture is here" isAnswer />}
      {!actionData && done === 'drop' && <Note kind="success" title="The picture is deleted" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      <form method="post" encType="multipart/form-data" className="form" noValidate>
        <Field
          name="words"
          label={labels.words}
          value={actionData?.values.words}
          error={errorOf(errors, 'words')}
          isWide
          help="In a sentence, for whoever does not see it. It is read in the picture’s place."
        />
        <Field
          name="file"
          kind="file"
          label={labels.file}
          accept="image/png,image/jpeg,image/gif,image/webp"
          error={errorOf(errors, 'file')}
          help="PNG, JPEG, GIF or WebP. Show only people who agreed to be shown here."
        />
        <p>
          <Button kind="primary">Bring the picture</Button>
        </p>
      </form>
      {pictures.length === 0 ? (
        <Empty title="No pictures yet">
          Each picture you bring stands here with its words. On a page you choose it from a list, or put it into the text. One that no page
          shows can be deleted.
        </Empty>
      ) : (
        <Section title="Brought so far">
          <ul className="pictures">
            {pictures.map(({ id, words, pages }) => (
              <li key={id}>
                <img src={pathOfPicture(id)} alt={words} loading="lazy" />
                <p>{words}</p>
                {pages.length === 0 ? (
                  <form method="post" className="bar">
                    <input type="hidden" name="picture" value={id} />
                    <span className="small muted">No page shows it.</span>
                    <Button kind="quiet">
                      Delete<span className="visually-hidden"> the picture: {words}</span>
                    </Button>
                  </form>
                ) : (
                  <p className="small">
                    <span className="muted">Shown by </span>
                    {pages.map(({ id: page, title, words: shown }, at) => (
                      <span key={page}>
                        {at > 0 && '; '}
                        <a href={`/w/pages/${page}`}>{title}</a> <span className="muted">({shownWords[shown]})</span>
                      </span>
                    ))}
                  </p>
                )}
                <p className="small muted">In a text it is written:</p>
                <p className="small num">{`![${words}](${pathOfPicture(id)})`}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
