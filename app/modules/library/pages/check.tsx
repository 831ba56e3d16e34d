import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { tellAdopters } from '../adoption/jobs.server.ts';
import { answerFinding, publishVersion, takeAnswerBack } from '../checking/commands.server.ts';
import { lookBehindDraft } from '../checking/jobs.server.ts';
import { FindingItem } from '../checking/parts/finding-item.tsx';
import { checkedDraft } from '../checking/queries.server.ts';
import { AnswerTakenBack, FindingAnswered } from '../checking/schema.ts';
import { throwAway } from '../files/jobs.server.ts';
import { DraftPage } from '../items/parts/draft-page.tsx';
import { itemSlug } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import { visibilityWords } from '../words.ts';
import type { Route } from './+types/check';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const { item, draft, files, findings, left } = await checkedDraft(scope, slug);
    return { item, draft, files: files.map(({ id, name }) => ({ id, name })), findings, left, shelf: params.school };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = itemSlug(params.item);
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const base = itemAddress(params.school, slug);
  let to = '';
  const nothing = z.object({});
  const acts = {
    answer: () =>
      answerForm('answer', { schema: FindingAnswered, form }, async (said) => {
        await as(actor, (scope) => answerFinding(scope, slug, said));
        return undefined;
      }),
    'take-back': () =>
      answerForm('take-back', { schema: AnswerTakenBack, form }, async ({ finding }) => {
        await as(actor, (scope) => takeAnswerBack(scope, slug, finding));
        return undefined;
      }),
    look: () =>
      answerForm('look', { schema: nothing, form }, async () => {
        await lookBehindDraft(actor, slug, { anew: true });
        return undefined;
      }),
    publish: () =>
      answerForm('publish', { schema: nothing, form }, async () => {
        await tellAdopters(await as(actor, (scope) => publishVersion(scope, slug)));
        to = base;
        return undefined;
      }),
    away: () =>
      answerForm('away', { schema: nothing, form }, async () => {
        to = (await throwAway(actor, slug)) ? `/w/library/${params.school}` : base;
        return undefined;
      }),
  };
  const acted = await (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.look)();
  return acted.ok ? redirect(to + acted.done) : data(acted.refused, { status: acted.status });
}

const groups = [
  ['content', 'What it says of itself'],
  ['licence', 'Licence'],
  ['others', 'Pictures and texts of others'],
  ['access', 'For whoever does not see it, or opens it elsewhere'],
  ['people', 'Patients and learners'],
  ['links', 'Links'],
] as const;

export default function Check({ loaderData: { item, draft, files, findings, left, shelf }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const base = itemAddress(shelf, item.slug);
  const placeOf = (place: string) => {
    const file = files.find(({ name }) => name === place);
    return file ? `${base}/files#file-${file.id}` : `${base}/edit`;
  };
  const notes = findings.filter(({ weight }) => weight === 'notes').length;
  return (
    <DraftPage item={item} draft={draft} shelf={shelf} here="check" hasErrors={errors.length > 0}>
      <FormErrors errors={errors} labels={{ reason: 'Why it may stay' }} />
      {left === 0 ? (
        <Note kind="success" title={findings.length === notes ? 'Nothing stands in the way' : 'Everything is answered'}>
          <p>
            {visibilityWords[draft.visibility]} will read version {draft.number}. From then on it never changes; a correction is the next
            version.
          </p>
        </Note>
      ) : (
        <Note kind="attention" title={`${count(left, 'thing needs', 'things need')} your hand before it can be published`}>
          <p>This is looked for by a program: it finds what it can, and does not read as a person does. Read it yourself once more.</p>
        </Note>
      )}
      {groups.map(([about, title]) => {
        const those = findings.filter((finding) => finding.about === about);
        return (
          those.length > 0 && (
            <Section key={about} title={title}>
              {those.map((finding) => (
                <FindingItem
                  key={finding.key}
                  finding={finding}
                  to={placeOf(finding.place)}
                  typed={actionData?.values.finding === finding.key ? actionData.values.reason : undefined}
                />
              ))}
            </Section>
          )
        );
      })}
      <Section title="Publish">
        <div className="bar">
          <form method="post">
            <input type="hidden" name="act" value="publish" />
            <Button kind="primary">Publish version {draft.number}</Button>
          </form>
          <form method="post">
            <input type="hidden" name="act" value="look" />
            <Button>Look behind the links</Button>
          </form>
          <form method="post">
            <AskedButton id="away" opens="Throw this draft away" title="Throw this draft away?" value="away" act="Throw it away for good">
              <p>Its words and its new files are gone then. Published versions stay as they are.</p>
            </AskedButton>
          </form>
        </div>
      </Section>
    </DraftPage>
  );
}
