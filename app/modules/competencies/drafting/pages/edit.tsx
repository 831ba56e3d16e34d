import { useMemo } from 'react';
import { data, isRouteErrorResponse, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, memberOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { seatOf } from '../../rules.ts';
import { type Acted, changeDraft, stepDraft } from '../commands.server.ts';
import { outlineView } from '../outline-view.ts';
import { packed, unpacked } from '../packed-outline.ts';
import { OutlineEditor } from '../parts/outline-editor.tsx';
import { OutlineRow } from '../parts/outline-row.tsx';
import { openVersion, pastActs } from '../queries.server.ts';
import type { Reply } from '../reply.ts';
import { EditSearch, SentAct } from '../schema.ts';
import { versionBase } from '../version-address.ts';
import type { Route } from './+types/edit';

/** Keys, and acts without a new page, need script; everything else works without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  return scoped({ context, request, slug }, async (scope) => {
    const { items, ...open } = await openVersion(scope, { slug: params.framework, number: params.version });
    return { ...open, outline: packed(items), search: EditSearch.parse(Object.fromEntries(new URL(request.url).searchParams)) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const attempt = form.get('attempt');
  const answered = await act();
  if (typeof attempt === 'string')
    return answered.ok ? { attempt, done: answered.done } : { attempt, errors: answered.errors, isConflict: answered.status === 409 };
  if (!answered.ok) return data({ errors: answered.errors, values: typedIn(form) }, { status: answered.status });
  const { focus } = answered.done;
  return redirect(focus === null ? '?done=act' : `?item=${focus}&done=act#i-${focus}`);

  async function act() {
    const input = parseForm(SentAct, form);
    if (!input.ok) return { ok: false as const, errors: input.errors, status: 400 };
    const outcome = await refusalOf(() =>
      as(actor, async (scope) => {
        const { version } = await openVersion(scope, { slug: params.framework, number: params.version });
        const sent = input.data;
        const done: Acted =
          'change' in sent
            ? await stepDraft(scope, { versionId: version.id, changeId: sent.change, way: sent.act })
            : await changeDraft(scope, { versionId: version.id, sent });
        return { ...done, ...(await pastActs(scope, version.id)) };
      }),
    );
    if (outcome.ok) return { ok: true as const, done: outcome.value };
    return { ok: false as const, errors: [{ field: '', message: outcome.message }], status: outcome.status };
  }
}

/** An act that does not arrive changes nothing, and what was typed stays in its form. */
export async function clientAction({ request, serverAction }: Route.ClientActionArgs): Promise<Reply> {
  const attempt = String((await request.clone().formData()).get('attempt'));
  try {
    return (await serverAction()) as Reply;
  } catch (error) {
    if (isRouteErrorResponse(error) && error.status < 500)
      return { attempt, errors: [{ field: '', message: String(error.data) }], isConflict: true };
    return { attempt, lost: error instanceof Response ? 'signed-out' : 'network' };
  }
}

export default function Edit({ loaderData, actionData }: Route.ComponentProps) {
  const { version, outline, mayEdit, mayAdopt, revision, last, next, search } = loaderData;
  const shown = useMemo(() => ({ items: unpacked(outline), revision, last, next }), [outline, revision, last, next]);
  const address = versionBase(version);
  const title = `${version.title}, version ${version.number}`;
  const returned = actionData && 'errors' in actionData && 'values' in actionData ? actionData : undefined;
  return (
    <Page
      title={title}
      lead={
        mayEdit
          ? 'Edit the draft as an outline, by keyboard or with the acts beside each item. Every act is saved at once and can be undone; nobody maps against a draft.'
          : 'The outline of this version.'
      }
      status={<Tag>{`${version.status}, ${count(shown.items.length, 'item', 'items')}`}</Tag>}
      crumbs={[{ label: 'Competencies', to: '/w/competencies' }, { label: `Version ${version.number}` }]}
    >
      <title>{`${returned ? 'Error: ' : ''}${title} · Concord`}</title>
      <p className="bar">
        <a href={`/w/competencies/${version.slug}/compare?to=${encodeURIComponent(version.number)}`}>Compare with another version</a>
        {mayEdit && <a href={`${address}/about`}>Number, note and source</a>}
        {mayAdopt && <ButtonLink href={`${address}/adopt`}>See what adopting changes</ButtonLink>}
      </p>
      {!returned && search.done === 'act' && last && (
        <Note kind="success" title={last.title} isAnswer>
          You can undo it.
        </Note>
      )}
      {!returned && search.done === 'started' && (
        <Note kind="success" title={`Version ${version.number} is begun`} isAnswer>
          It is a draft: leads may read it, and nothing of the published version changes.
        </Note>
      )}
      {mayEdit ? (
        <OutlineEditor initial={shown} number={version.number} search={search} returned={returned} address={address} />
      ) : (
        <ol className="outline">
          {outlineView(shown.items).map((row) => (
            <OutlineRow key={row.item.id} {...row} mayEdit={false} isLive={false} isEntry={false} isMarked={false} marks="" />
          ))}
        </ol>
      )}
    </Page>
  );
}
