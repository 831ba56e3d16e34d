import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed, parseForm } from '#app/platform/form.ts';
import { refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { restoreRevision } from '../commands.server.ts';
import { Difference } from '../parts/difference.tsx';
import { keptPage, revisionOf, revisionsOf } from '../queries.server.ts';
import { HistorySearch, RestoreForm } from '../schema.ts';
import type { Route } from './+types/history';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = HistorySearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const page = await keptPage(scope, addressed(z.uuid(), params.page, 'This page'));
    const number = Math.min(search.number ?? page.number, page.number);
    const after = await revisionOf(scope, page.id, number);
    const earlier = Math.max(1, Math.min(search.to ?? number - 1, page.number));
    const before = number === earlier ? null : await revisionOf(scope, page.id, earlier);
    return { page, after, before, revisions: await revisionsOf(scope, page.id), zone: await zoneOf(scope) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const pageId = addressed(z.uuid(), params.page, 'This page');
  const form = parseForm(RestoreForm, await request.formData());
  if (!form.ok) return data({ errors: form.errors }, { status: 400 });
  const did = await refusalOf(() => scoped({ context, request }, (scope) => restoreRevision(scope, { pageId, ...form.data })));
  return did.ok
    ? redirect(`/w/pages/${pageId}?done=restore`)
    : data({ errors: [{ field: '', message: did.message }] }, { status: did.status });
}

export default function History({ loaderData: { page, after, before, revisions, zone }, actionData }: Route.ComponentProps) {
  return (
    <Page
      title="Earlier words"
      lead="Every save is kept. Look at what changed, and bring earlier words back as a draft."
      crumbs={[{ label: 'Public pages', to: '/w/pages' }, { label: page.title, to: `/w/pages/${page.id}` }, { label: 'Earlier words' }]}
    >
      <title>{`Earlier words of ${page.title} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      <Section title={before ? `From version ${before.number} to version ${after.number}` : `Version ${after.number}`}>
        {before && before.title !== after.title && (
          <p>
            Title: <del>{before.title}</del> <ins>{after.title}</ins>
          </p>
        )}
        {before && before.summary !== after.summary && (
          <p>
            Summary: <del>{before.summary}</del> <ins>{after.summary}</ins>
          </p>
        )}
        {before ? <Difference before={before.body} after={after.body} /> : <Prose markdown={after.body || 'No text.'} from={3} />}
      </Section>
      <Section title="All of them">
        <ol className="dated" reversed>
          {revisions.map(({ number, title, writtenAt, writtenBy, publishedAt, restoredNumber }) => (
            <li key={number}>
              <span className="num muted">
                Version {number} {number === page.publishedNumber && <Tag kind="success">Public</Tag>}
              </span>
              <div className="stack">
                <p>
                  <strong>{title}</strong>
                  <br />
                  <span className="muted">
                    {dayAndTime(writtenAt, zone)}
                    {writtenBy && `, ${writtenBy}`}
                    {restoredNumber && `, brought back from version ${restoredNumber}`}
                    {publishedAt && `; published ${dayAndTime(publishedAt, zone)}`}
                  </span>
                </p>
                <form method="post" className="bar">
                  <a href={`?number=${number}`}>What changed in version {number}</a>
                  {number !== page.number && <a href={`?number=${page.number}&to=${number}`}>From version {number} to now</a>}
                  {number !== page.number && (
                    <>
                      <input type="hidden" name="upon" value={page.number} />
                      <Button name="number" value={number}>
                        Bring version {number} back
                      </Button>
                    </>
                  )}
                </form>
              </div>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  );
}
