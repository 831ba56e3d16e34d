import { data, redirect } from 'react-router';
import { addressed, parseForm, typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Id } from '../../schema.ts';
import { versionPath } from '../address.ts';
import { addKeyword, keepKeyword } from '../draft-commands.server.ts';
import { KeywordFields, keywordLabels } from '../parts/keyword-fields.tsx';
import { TriedPlaces } from '../parts/tried-places.tsx';
import { competencyChoices, draftInForm, keywordInForm, listIdAt, versionOfList } from '../queries.server.ts';
import { KeywordForm, KeywordSaid, TriedText } from '../schema.ts';
import { listWith, triedId, tryText } from '../trial.ts';
import type { Route } from './+types/keyword';

/** The keyword of an address; null for one that is added. */
function keywordIn({ keyword }: Route.LoaderArgs['params']): string | null {
  return keyword === 'new' ? null : addressed(Id, keyword, 'This keyword');
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const { list } = await draftInForm(scope, params);
    const keywordId = keywordIn(params);
    const keyword = keywordId === null ? null : await keywordInForm(scope, { listId: list.id, keywordId });
    return { list: { slug: list.slug, name: list.name, version: list.version }, keyword, choices: await competencyChoices(scope) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') === 'try') return triedIn(form, () => as(actor, (scope) => versionOfList(scope, params)), params.keyword);
  const acted = await answerForm(params.keyword === 'new' ? 'add' : 'keep', { schema: KeywordForm, form }, async ({ seen, ...said }) => {
    await as(actor, async (scope) => {
      const listId = await listIdAt(scope, params);
      const keywordId = keywordIn(params);
      if (keywordId === null) await addKeyword(scope, { listId, said });
      else await keepKeyword(scope, { listId, keywordId, said, seen });
    });
    return undefined;
  });
  if (acted.ok) return redirect(`${versionPath({ slug: params.list, version: params.version })}${acted.done}`);
  return data({ ...acted.refused, tried: null }, { status: acted.status });
}

/** The words of the form tried on its text, without keeping them. */
async function triedIn(form: FormData, version: () => ReturnType<typeof versionOfList>, keywordId: string) {
  const values = typedIn(form);
  const read = parseForm(KeywordSaid.omit({ competencyId: true }).extend({ text: TriedText }), form);
  if (!read.ok) return data({ errors: read.errors, values, tried: null }, { status: 400 });
  const { text, ...words } = read.data;
  const tried = await refusalOf(async () => {
    const { list } = await version();
    const stableId = list.keywords.find(({ id }) => id === keywordId)?.stableId ?? null;
    const own = stableId ?? triedId;
    const after = tryText(listWith(list, { ...words, competencyId: '', stableId }), text, own);
    return { before: tryText(list, text, own).counted, after };
  });
  if (tried.ok) return { errors: [], values, tried: tried.value };
  return data({ errors: [{ field: '', message: tried.message }], values, tried: null }, { status: tried.status });
}

export default function KeywordPage({ loaderData: { list, keyword, choices }, actionData }: Route.ComponentProps) {
  const kept: Readonly<Record<string, string>> = keyword
    ? {
        competencyId: keyword.competencyId ?? '',
        phrase: keyword.phrase,
        synonyms: keyword.synonyms.join('\n'),
        exclusions: keyword.exclusions.join('\n'),
        context: keyword.context.join('\n'),
        seen: keyword.changedAt.toISOString(),
      }
    : {};
  const { values = kept, errors = [], tried = null } = actionData ?? {};
  const base = versionPath(list);
  const title = keyword ? `The keyword “${keyword.phrase}”` : 'Add a keyword';
  return (
    <Page
      title={title}
      lead="Try the words on a text before you save them. Case, accents, hyphens and markup make no difference."
      crumbs={[
        { label: 'Keyword lists', to: '/w/curriculum/keywords' },
        { label: `${list.name}, version ${list.version}`, to: base },
        { label: keyword ? 'Change' : 'Add' },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      <FormErrors errors={errors} labels={{ ...keywordLabels, text: 'A text of yours' }} />
      <form method="post" className="form" noValidate>
        {values.seen && <input type="hidden" name="seen" value={values.seen} />}
        <KeywordFields choices={choices} values={values} errors={errors} />
        <p className="bar">
          <Button kind="primary" name="act" value="keep">
            {keyword ? 'Save the keyword' : 'Add the keyword'}
          </Button>
          <a href={base}>Leave without saving</a>
        </p>
        <Section title="Try it first" id="try">
          <Field
            kind="textarea"
            name="text"
            label="A text of yours"
            rows={6}
            isOptional
            value={values.text}
            error={errorOf(errors, 'text')}
            help="A description, a syllabus, a page of objectives. It stands for one activity and is not kept."
          />
          <p className="bar">
            <Button name="act" value="try">
              Try these words
            </Button>
          </p>
          {tried && (
            <div role="status">
              <p>{differenceWords(tried.before, tried.after.counted)}</p>
              <TriedPlaces tried={tried.after} />
            </div>
          )}
        </Section>
      </form>
    </Page>
  );
}

function differenceWords(before: number, after: number): string {
  if (before === after) return `As saved it finds ${before} in this text, with these words as many.`;
  return `As saved it finds ${before} in this text, with these words ${after}.`;
}
