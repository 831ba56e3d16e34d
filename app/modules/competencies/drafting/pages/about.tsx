import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, memberOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Dialog, DialogButton } from '#app/ui/dialog.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { seatOf } from '../../rules.ts';
import { aboutVersion } from '../queries.server.ts';
import { Description } from '../schema.ts';
import { versionBase } from '../version-address.ts';
import { describeDraft, discardDraft } from '../version-commands.server.ts';
import type { Route } from './+types/about';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  const isSaved = new URL(request.url).searchParams.get('done') === 'describe';
  return scoped({ context, request, slug }, async (scope) => ({
    ...(await aboutVersion(scope, { slug: params.framework, number: params.version })),
    isSaved,
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const named = { slug: params.framework, number: params.version };
  if (form.get('act') === 'discard') {
    const outcome = await refusalOf(() => as(actor, async (scope) => discardDraft(scope, (await aboutVersion(scope, named)).version.id)));
    if (outcome.ok) return redirect('/w/competencies?done=discard');
    return data(
      { act: 'discard', errors: [{ field: '', message: outcome.message }], values: {} as Record<string, string> },
      { status: outcome.status },
    );
  }
  let address = versionBase(named);
  const acted: Acted = await answerForm('describe', { schema: Description, form }, async (said) => {
    address = versionBase(
      await as(actor, async (scope) => describeDraft(scope, { versionId: (await aboutVersion(scope, named)).version.id, said })),
    );
    return undefined;
  });
  return acted.ok ? redirect(`${address}/about${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = {
  number: 'Number',
  title: 'Title of the framework',
  creator: 'Who makes it',
  note: 'Note',
  sourceTitle: 'Source',
  sourceUrl: 'Address of the source',
  sourceNote: 'About the source',
};

export default function About({ loaderData, actionData }: Route.ComponentProps) {
  const { version, mayKeep, isNameOpen, isSaved } = loaderData;
  const { values, errors } = actionData ?? {};
  const address = versionBase(version);
  const field = (name: Exclude<keyof typeof labels, 'note' | 'sourceNote'>) => ({
    name,
    label: labels[name],
    value: values?.[name] ?? version[name] ?? '',
    error: errorOf(errors, name),
  });
  return (
    <Page
      title={`Version ${version.number}: number, note and source`}
      lead="What readers of this version are told beside its outline."
      crumbs={[
        { label: 'Competencies', to: '/w/competencies' },
        { label: `Version ${version.number}`, to: `${address}/edit` },
        { label: 'Number, note and source' },
      ]}
    >
      <title>{`${actionData ? 'Error: ' : ''}About version ${version.number} · ${version.title} · Concord`}</title>
      <FormErrors errors={errors ?? []} labels={labels} />
      {isSaved && !actionData && (
        <Note kind="success" title="What the version says of itself is saved" isAnswer>
          <p>
            <a href={`${address}/edit`}>Go on with the outline</a>
          </p>
        </Note>
      )}
      <form method="post" className="form">
        <Field {...field('number')} help="Such as 2, 1.1 or 2026. It stands in the version’s address." />
        {isNameOpen ? (
          <>
            <Field {...field('title')} isWide />
            <Field {...field('creator')} isWide />
          </>
        ) : (
          <p className="muted">
            “{version.title}”, by {version.creator}: the framework’s name is the same in every version, so it stays as it was published.
          </p>
        )}
        <Field
          name="note"
          label={labels.note}
          isOptional
          kind="textarea"
          value={values?.note ?? version.note ?? ''}
          help="What is new in this version, and why."
          error={errorOf(errors, 'note')}
        />
        <Field {...field('sourceTitle')} isOptional isWide />
        <Field {...field('sourceUrl')} isOptional isWide />
        <Field
          name="sourceNote"
          label={labels.sourceNote}
          isOptional
          kind="textarea"
          value={values?.sourceNote ?? version.sourceNote ?? ''}
          error={errorOf(errors, 'sourceNote')}
        />
        {mayKeep && (
          <p className="bar">
            <Button kind="primary">Save</Button>
          </p>
        )}
      </form>
      {mayKeep && (
        <Section title="Discard the draft">
          <p>Its {count(version.items, 'item', 'items')} and everything done with them go. The published versions stay as they are.</p>
          <DialogButton dialog="discard" kind="danger">
            Discard the draft
          </DialogButton>
          <Dialog
            id="discard"
            title={`Discard version ${version.number}?`}
            acts={
              <form method="post">
                <Button kind="danger" name="act" value="discard">
                  Discard it for good
                </Button>
              </form>
            }
          >
            <p>This cannot be undone. Take it away as a file first if you may want it again.</p>
          </Dialog>
        </Section>
      )}
    </Page>
  );
}
