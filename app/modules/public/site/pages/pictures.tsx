import { data, redirect } from 'react-router';
import { scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { bringPicture } from '../brought-picture.server.ts';
import { pathOfPicture } from '../page-address.ts';
import { keptPictures } from '../queries.server.ts';
import type { Route } from './+types/pictures';

export async function loader({ context, request }: Route.LoaderArgs) {
  return { pictures: await scoped({ context, request }, keptPictures), done: new URL(request.url).searchParams.get('done') };
}

export async function action({ context, request }: Route.ActionArgs) {
  const brought = await bringPicture({ context, request });
  return brought.ok ? redirect('/w/pages/pictures?done=bring') : data(brought, { status: brought.status });
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
          Each picture you bring stands here with its words. On a page you choose it from a list, or put it into the text.
        </Empty>
      ) : (
        <Section title="Brought so far">
          <ul className="pictures">
            {pictures.map(({ id, words, pages }) => (
              <li key={id}>
                <img src={pathOfPicture(id)} alt={words} loading="lazy" />
                <p>{words}</p>
                <p className="small muted">
                  {pages === 0 ? 'On no page' : `On ${count(pages, 'page', 'pages')}`}. In a text it is written:
                </p>
                <p className="small num">{`![${words}](${pathOfPicture(id)})`}</p>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  );
}
