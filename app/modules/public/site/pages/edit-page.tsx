import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed, parseForm, typedIn } from '#app/platform/form.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndTime, isoDayIn, wallClock } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { instantOf } from '#app/ui/instant.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { zoneWords } from '../../../members/time-zone.ts';
import { dropPictureBytes } from '../brought-picture.server.ts';
import { dropDraft, planPage, publishPage, savePage, takeBackPage, unplanPage } from '../commands.server.ts';
import { hasOwnAddress, pathOfPage } from '../page-address.ts';
import { Difference } from '../parts/difference.tsx';
import { Editor, editorLabels } from '../parts/editor.tsx';
import { editorChoices, keptPage, revisionOf } from '../queries.server.ts';
import { PlanForm, Writing, WrittenUpon } from '../schema.ts';
import { kindWords, standingOf } from '../standing.ts';
import type { Route } from './+types/edit-page';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const page = await keptPage(scope, addressed(z.uuid(), params.page, 'This page'));
    const zone = await zoneOf(scope);
    return {
      page,
      zone,
      choices: await editorChoices(scope),
      site: new URL(originOf(request)).host,
      now: dayAndTime(new Date(), zone),
      tomorrow: isoDayIn(new Date(Date.now() + 24 * 3600_000), zone),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

/** Acts that need no words, each with the page one is led to. */
const plainActs: Readonly<Record<string, { run: (scope: Scope, pageId: string) => Promise<void>; to: (here: string) => string }>> = {
  unplan: { run: unplanPage, to: (here) => `${here}?done=unplan` },
  'take-back': { run: takeBackPage, to: (here) => `${here}?done=take-back` },
};

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const pageId = addressed(z.uuid(), params.page, 'This page');
  const here = `/w/pages/${pageId}`;
  const form = await request.formData();
  const act = String(form.get('act'));
  const values = typedIn(form);
  const refused = (errors: FormError[], status: number, isShown = false) => data({ errors, values, isShown, theirs: null }, { status });

  const notDone = ({ message, status }: { message: string; status: number }) =>
    data({ errors: [{ field: '', message }], values: null, isShown: false, theirs: null }, { status });

  const plain = plainActs[act];
  if (plain) {
    const did = await refusalOf(() => as(actor, (scope) => plain.run(scope, pageId)));
    return did.ok ? redirect(plain.to(here)) : notDone(did);
  }
  if (act === 'drop') {
    const did = await refusalOf(() => as(actor, (scope) => dropDraft(scope, pageId)));
    if (!did.ok) return notDone(did);
    await dropPictureBytes(did.value);
    return redirect('/w/pages?done=drop');
  }
  if (act === 'show') return refused([], 200, true);
  const writing = parseForm(Writing, form);
  const upon = parseForm(WrittenUpon, form);
  const plan = act === 'plan' ? parseForm(PlanForm, form) : null;
  const errors = [writing, upon, ...(plan ? [plan] : [])].flatMap((parsed) => (parsed.ok ? [] : parsed.errors));
  if (!writing.ok || !upon.ok || (plan && !plan.ok)) return refused(errors, 400);
  const did = await refusalOf(() =>
    as(actor, async (scope) => {
      const number = await savePage(scope, { pageId, upon: upon.data.upon }, writing.data);
      if (act === 'publish') await publishPage(scope, { pageId, upon: number });
      if (!plan) return null;
      const zone = await zoneOf(scope);
      const publishAt = instantOf(plan.data.onDay, plan.data.atTime, zone);
      if (publishAt === null)
        return `On that day the clocks are set forward, and ${plan.data.atTime} does not come. The page is saved; choose another time.`;
      await planPage(scope, { pageId, publishAt });
      return null;
    }),
  );
  if (did.ok && did.value) return refused([{ field: 'atTime', message: did.value }], 400);
  if (did.ok) return redirect(`${here}?done=${['publish', 'plan'].includes(act) ? act : 'save'}`);
  if (did.status !== 409) return refused([{ field: '', message: did.message }], did.status);
  // Somebody was faster: what they changed is shown beside what was typed, which is still in the form.
  const theirs = await as(actor, async (scope) => {
    const newest = await keptPage(scope, pageId);
    const before = await revisionOf(scope, pageId, Math.min(Math.max(upon.data.upon, 1), newest.number));
    return {
      before: before.body,
      after: newest.body,
      title: newest.title,
      writtenAt: newest.writtenAt,
      writtenBy: newest.writtenBy,
    };
  });
  return data({ errors: [{ field: '', message: did.message }], values, isShown: false, theirs }, { status: 409 });
}

const doneWords: Readonly<Record<string, string>> = {
  save: 'The draft is saved',
  publish: 'It is public now',
  plan: 'It is planned',
  unplan: 'The plan is taken back; the draft stays',
  'take-back': 'It is not public any more; all its words stay here',
  restore: 'The earlier words are the newest draft again',
};

export default function EditPage({ loaderData, actionData }: Route.ComponentProps) {
  const { page, zone, choices, site, done } = loaderData;
  const errors = actionData?.errors ?? [];
  const values = actionData?.values ?? writingOf(page);
  const name = page.kind === 'home' ? kindWords.home : page.title;
  const { words, kind } = standingOf(page);
  const said = done !== null && Object.hasOwn(doneWords, done) ? doneWords[done] : undefined;
  return (
    <Page
      title={name}
      status={<Tag kind={kind}>{words}</Tag>}
      lead={<Lead {...loaderData} />}
      crumbs={[{ label: 'Public pages', to: '/w/pages' }, { label: name }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${name} · Concord`}</title>
      {!actionData && said && (
        <Note kind="success" title={said} isAnswer>
          {done === 'plan' && page.publishAt ? `Published on ${dayAndTime(page.publishAt, zone)}, with what is saved then.` : undefined}
        </Note>
      )}
      <FormErrors errors={errors} labels={editorLabels} />
      {actionData?.theirs && <Theirs theirs={actionData.theirs} zone={zone} />}
      <p className="bar">
        <ButtonLink href={`/w/pages/${page.id}/look`}>See the draft as a page</ButtonLink>
        <a href={`/w/pages/${page.id}/history`}>Earlier words</a>
        {page.publishedNumber !== null && <a href={pathOfPage(page)}>The public page</a>}
      </p>
      <Editor
        kind={page.kind}
        site={site}
        values={values}
        errors={errors}
        choices={choices}
        upon={page.number}
        isShown={actionData?.isShown ?? false}
        acts={<Publishing {...loaderData} values={actionData?.values ?? {}} errors={errors} />}
      />
      <OtherActs {...loaderData} />
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];

/** What stands in the fields of the form. */
function writingOf({
  title,
  slug,
  summary,
  body,
  dated,
  pictureId,
  streamId,
  competencyId,
  publicationId,
  sourceTitle,
  sourceUrl,
}: Data['page']) {
  return { title, slug, summary, body, dated, pictureId, streamId, competencyId, publicationId, sourceTitle, sourceUrl };
}

function Lead({ page, zone }: Data) {
  if (page.publishAt) return `Planned for ${dayAndTime(page.publishAt, zone)}: what is saved then becomes public.`;
  if (page.publishedNumber === null) return 'Only whoever convenes can read this. Publish it now, or plan when.';
  if (page.publishedNumber !== page.number) return 'Visitors still read the words published before. Publish to show them these.';
  return 'Visitors read these words. What you change stays a draft until you publish it.';
}

function Theirs({
  theirs,
  zone,
}: {
  theirs: { before: string; after: string; title: string; writtenAt: Date; writtenBy: string | null };
  zone: string;
}) {
  return (
    <Section title={`What ${theirs.writtenBy ?? 'somebody'} changed, ${dayAndTime(theirs.writtenAt, zone)}`}>
      <Difference before={theirs.before} after={theirs.after} />
      <p>
        Your own words stand below as you typed them. Take over what you want to keep of these, then save: yours become the newest, and
        theirs stay under “Earlier words”.
      </p>
    </Section>
  );
}

function Publishing({
  page,
  zone,
  now,
  tomorrow,
  values,
  errors,
}: Data & { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const clock = page.publishAt ? wallClock(page.publishAt, zone) : null;
  return (
    <section className="stack" aria-labelledby="publishing">
      <h2 id="publishing">Publish</h2>
      <p className="bar">
        <Button name="act" value="publish" kind="primary">
          Save and publish now
        </Button>
      </p>
      <div className="bar fields">
        <Field
          name="onDay"
          type="date"
          label={editorLabels.onDay}
          value={values.onDay ?? (page.publishAt ? isoDayIn(page.publishAt, zone) : tomorrow)}
          error={errorOf(errors, 'onDay')}
        />
        <Field
          name="atTime"
          type="time"
          label={editorLabels.atTime}
          value={values.atTime ?? (clock ? `${clock.hour}:${clock.minute}` : '08:00')}
          error={errorOf(errors, 'atTime')}
        />
        <Button name="act" value="plan">
          {page.publishAt ? 'Save and plan anew' : 'Save and publish then'}
        </Button>
      </div>
      <p className="help">
        On the clock of {zoneWords(zone)}, where it is now {now}. Your zone stands under <a href="/w/members/me">your name</a>.
      </p>
    </section>
  );
}

function OtherActs({ page }: Data) {
  const isTakenBack = page.publishedNumber !== null && hasOwnAddress(page.kind);
  const isDropped = page.firstPublishedAt === null;
  if (!page.publishAt && !isTakenBack && !isDropped) return null;
  return (
    <form method="post" className="bar">
      {page.publishAt && (
        <Button name="act" value="unplan">
          Take the plan back
        </Button>
      )}
      {isTakenBack && (
        <Button name="act" value="take-back" kind="danger">
          Take it out of the public
        </Button>
      )}
      {isDropped && (
        <AskedButton id="drop" opens="Remove this draft" title="Remove this draft?" value="drop" act="Remove it for good">
          <p>Its words, and every earlier wording of it, are gone then. Nobody can bring them back.</p>
        </AskedButton>
      )}
    </form>
  );
}
