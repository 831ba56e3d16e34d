import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { frameworkList } from '../drafting/queries.server.ts';
import { DraftStart, FrameworkStart } from '../drafting/schema.ts';
import { versionBase } from '../drafting/version-address.ts';
import { startDraft, startFramework } from '../drafting/version-commands.server.ts';
import { proposedNumber } from '../drafting/version-number.ts';
import type { Version } from '../queries.server.ts';
import { mayKeepFrameworks, mayReadDrafts, seatOf } from '../rules.ts';
import type { Route } from './+types/frameworks';

export function loader({ context, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  return scoped({ context, request, slug }, async (scope) => ({
    frameworks: await frameworkList(scope),
    mayKeep: mayKeepFrameworks(scope.actor),
    mayRead: mayReadDrafts(scope.actor),
    year: new Date().getUTCFullYear(),
    done: new URL(request.url).searchParams.get('done'),
  }));
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  let address = '';
  const acted: Acted =
    form.get('act') === 'framework'
      ? await answerForm('framework', { schema: FrameworkStart, form }, async (input) => {
          address = versionBase(await as(actor, (scope) => startFramework(scope, input)));
          return undefined;
        })
      : await answerForm(`draft-${form.get('versionId')}`, { schema: DraftStart, form }, async (input) => {
          address = versionBase(await as(actor, (scope) => startDraft(scope, input)));
          return undefined;
        });
  return acted.ok ? redirect(`${address}/edit?done=started`) : data(acted.refused, { status: acted.status });
}

export default function Frameworks({ loaderData, actionData }: Route.ComponentProps) {
  const { frameworks, mayKeep, mayRead, year, done } = loaderData;
  return (
    <Page
      title="Competencies"
      lead="The frameworks of the collaborative with their versions. Schools map their curricula against the one marked so; an adopted version never changes."
    >
      <title>{`${actionData ? 'Error: ' : ''}Competencies · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} labels={{ title: 'Title', creator: 'Who makes it' }} />
      {!actionData && done === 'discard' && (
        <Note kind="success" title="The draft is discarded" isAnswer>
          The published versions are as they were.
        </Note>
      )}
      {!actionData && done === 'adopt' && (
        <Note kind="success" title="The version is adopted and published" isAnswer>
          No school’s map changed. Each lead finds what to decide under Curriculum, and moves the map when they are ready.
        </Note>
      )}
      <p className="bar">
        <a href="/w/competencies/crosswalks">Crosswalks between frameworks</a>
        {mayKeep && <a href="/w/competencies/import">Bring one in from a file</a>}
      </p>
      {frameworks.map((framework) => (
        <Framework key={framework.slug} framework={framework} mayRead={mayRead}>
          {mayKeep && (
            <StartDraft
              framework={framework}
              year={year}
              refused={
                actionData?.act.startsWith('draft-') && framework.versions.some(({ id }) => actionData.act === `draft-${id}`)
                  ? actionData
                  : undefined
              }
            />
          )}
        </Framework>
      ))}
      {mayKeep && (
        <Section title="Begin a framework" id="begin">
          <p>It begins as an empty draft that only conveners and leads see.</p>
          <form method="post" className="form">
            <input type="hidden" name="act" value="framework" />
            <Field name="title" label="Title" isWide value={actionData?.values.title ?? ''} error={errorOf(actionData?.errors, 'title')} />
            <Field
              name="creator"
              label="Who makes it"
              isWide
              value={actionData?.values.creator ?? ''}
              error={errorOf(actionData?.errors, 'creator')}
            />
            <Field
              name="number"
              label="Number of its first version"
              value={actionData?.act === 'framework' ? (actionData.values.number ?? '') : '1'}
            />
            <p className="bar">
              <Button>Begin it</Button>
            </p>
          </form>
        </Section>
      )}
    </Page>
  );
}

type Listed = Route.ComponentProps['loaderData']['frameworks'][number];

function Framework({ framework, mayRead, children }: { framework: Listed; mayRead: boolean; children: React.ReactNode }) {
  const { slug, title, creator, versions } = framework;
  const address = (version: Version) =>
    version.status === 'draft' || mayRead
      ? `${versionBase(version)}/edit`
      : `/frameworks/${slug}/versions/${encodeURIComponent(version.number)}`;
  return (
    <Section title={title} id={slug}>
      <p className="muted">By {creator}</p>
      <Table
        caption={`Versions of ${title}`}
        isCaptionHidden
        rows={versions}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', label: 'Version', cell: (version) => <a href={address(version)}>{version.number}</a> },
          { key: 'status', label: 'Status', phone: 'bare', cell: (version) => <Status version={version} /> },
          { key: 'items', label: 'Items', isNumber: true, cell: ({ items }) => items.toLocaleString('en') },
          ...(versions.some(({ note }) => note)
            ? [{ key: 'note', label: 'Note', phone: 'bare' as const, cell: ({ note }: Version) => note ?? '' }]
            : []),
        ]}
      />
      {versions.length > 1 && (
        <p>
          <a href={`/w/competencies/${slug}/compare`}>Compare its versions</a>
        </p>
      )}
      {children}
    </Section>
  );
}

function Status({ version: { status, isCurrent, adoptedOn, cameBy } }: { version: Version }) {
  const words =
    status === 'draft'
      ? cameBy === 'file'
        ? 'draft, from a file'
        : 'draft'
      : `${status}${adoptedOn ? `, ${adoptedOnWords(adoptedOn)}` : ''}`;
  return (
    <>
      {words} {isCurrent && <Tag kind="own">schools map against this one</Tag>}
    </>
  );
}

/** The day of adoption as people read it; older versions may only know their year. */
function adoptedOnWords(adoptedOn: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(adoptedOn) ? day(adoptedOn) : adoptedOn;
}

type StartProps = {
  framework: Listed;
  year: number;
  refused: { errors: readonly { field: string; message: string }[]; values: Readonly<Record<string, string>> } | undefined;
};

function StartDraft({ framework: { title, versions, draft }, year, refused }: StartProps) {
  const base = versions.find(({ status }) => status === 'adopted') ?? versions.find(({ status }) => status !== 'draft');
  if (!base) return null;
  if (draft)
    return (
      <p>
        Version {draft.number} is being drafted. <a href={`${versionBase(draft)}/edit`}>Edit version {draft.number}</a>
      </p>
    );
  const name = `number-${base.id}`;
  return (
    <form method="post" className="bar" aria-label={`Draft the next version of ${title}`}>
      <input type="hidden" name="versionId" value={base.id} />
      <label htmlFor={name}>Number of the next version</label>
      <input
        id={name}
        name="number"
        className="narrow"
        defaultValue={
          refused?.values.number ??
          proposedNumber(
            versions.map(({ number }) => number),
            year,
          )
        }
        aria-invalid={refused ? true : undefined}
      />
      <Button>Draft it from version {base.number}</Button>
      <span className="muted small">{count(base.items, 'item is', 'items are')} copied.</span>
    </form>
  );
}
