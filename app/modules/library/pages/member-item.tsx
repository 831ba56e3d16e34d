import { data, redirect } from 'react-router';
import * as z from 'zod';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { tellOfItemWithdrawn } from '../adoption/jobs.server.ts';
import { ownUses, reachOf } from '../adoption/queries.server.ts';
import { adapt } from '../files/jobs.server.ts';
import { beginVersion, withdrawItem } from '../items/commands.server.ts';
import { draftOf, itemNamed } from '../items/queries.server.ts';
import { ItemActs, Reach, SayForms } from '../parts/item-acts.tsx';
import { ItemReading } from '../reading/parts/item-reading.tsx';
import { Withdrawn } from '../reading/parts/withdrawn.tsx';
import { wholeItem } from '../reading/whole-queries.server.ts';
import { reviewItem, suggestForItem } from '../reviewing/commands.server.ts';
import { ItemReviewed, ItemSuggested, ItemWithdrawn } from '../reviewing/schema.ts';
import { mayAdopt, mayBeginItem, maySayOfItem, mayWithdrawItem } from '../rules.ts';
import { itemSlug } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import { visibilityWords } from '../words.ts';
import type { Route } from './+types/member-item';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  const found = await scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const { actor } = scope;
    // Of an item of which nothing is published there is only the draft.
    if ((await itemNamed(scope, slug)).publishedNumber === null) return null;
    const { item, whole } = await wholeItem(scope, slug, { origin: originOf(request), now: new Date() });
    return {
      ...{ item, whole, shelf: params.school },
      draft: item.mayKeep ? ((await draftOf(scope, item.id))?.number ?? null) : null,
      uses: (await ownUses(scope, item.id)).map(({ id, course, academicYear, number }) => ({ id, course, academicYear, number })),
      reach: item.mayKeep ? await reachOf(scope, slug) : null,
      may: {
        use: mayAdopt(actor) && item.withdrawnAt === null,
        adapt: mayBeginItem(actor) && item.withdrawnAt === null,
        say: maySayOfItem(actor, item) && !item.mayKeep && item.withdrawnAt === null,
        keep: item.mayKeep,
        withdraw: mayWithdrawItem(actor, item) && item.withdrawnAt === null,
      },
      done: new URL(request.url).searchParams.get('done'),
    };
  });
  if (!found) throw redirect(`${itemAddress(params.school, slug)}/edit`);
  return found;
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = itemSlug(params.item);
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const nothing = z.object({});
  let to = '';
  const acts = {
    next: () =>
      answerForm('begin', { schema: nothing, form }, async () => {
        await as(actor, (scope) => beginVersion(scope, slug));
        to = `${itemAddress(params.school, slug)}/edit`;
        return undefined;
      }),
    adapt: () =>
      answerForm('adapt', { schema: nothing, form }, async () => {
        to = `${itemAddress(params.school, await adapt(actor, slug))}/edit`;
        return undefined;
      }),
    review: () =>
      answerForm('review', { schema: ItemReviewed, form }, async (said) => {
        const itemId = await as(actor, (scope) => reviewItem(scope, slug, said));
        if (said.outcome === 'withdraw') await tellOfItemWithdrawn(itemId);
        return undefined;
      }),
    suggest: () =>
      answerForm('suggest', { schema: ItemSuggested, form }, async (said) => {
        await as(actor, (scope) => suggestForItem(scope, slug, said));
        return undefined;
      }),
    withdraw: () =>
      answerForm('withdraw', { schema: ItemWithdrawn, form }, async ({ reason }) => {
        await tellOfItemWithdrawn(await as(actor, (scope) => withdrawItem(scope, slug, reason)));
        return undefined;
      }),
  };
  const acted = await (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.suggest)();
  return acted.ok ? redirect(to + acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  publish: 'The version is published',
  review: 'The review is kept',
  suggest: 'Its keepers will read what you said',
  withdraw: 'The item is withdrawn',
  away: 'The draft is thrown away',
};

export default function MemberItem({ loaderData, actionData }: Route.ComponentProps) {
  const { item, whole, shelf, uses, reach, may, done: did } = loaderData;
  const base = itemAddress(shelf, item.slug);
  const errors = actionData?.errors ?? [];
  const status = item.visibility !== null && item.visibility !== 'public' && <Tag kind="own">{visibilityWords[item.visibility]}</Tag>;
  return (
    <Page
      title={item.title}
      lead={whole?.version.summary}
      status={status}
      crumbs={[{ label: 'Library', to: '/w/library' }, { label: item.title }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${item.title} · Concord`}</title>
      {!actionData && did !== null && Object.hasOwn(done, did) && <Note kind="success" isAnswer title={done[did]!} />}
      <FormErrors errors={errors} labels={{ outcome: 'What it comes to', words: 'Your words', reason: 'Why' }} />
      {item.withdrawnAt && <Withdrawn at={item.withdrawnAt} reason={item.withdrawnReason} />}
      {item.mayKeep && whole !== null && whole.broken.length > 0 && (
        <Note kind="attention" title={whole.broken.length === 1 ? 'A link leads nowhere any more' : 'Links lead nowhere any more'}>
          <ul>
            {whole.broken.map((url) => (
              <li key={url} className="address">
                {url}
              </li>
            ))}
          </ul>
          <p>Readers see beside them that they do not open at present. To correct them, write the next version.</p>
        </Note>
      )}
      <ItemActs {...loaderData} base={base} />
      {uses.map(({ id, course, academicYear, number }) => (
        <p key={id}>
          Your school uses version {number} in <a href={`/w/library/${shelf}/uses/${id}`}>{`${course}, ${academicYear}`}</a>.
        </p>
      ))}
      {whole && <ItemReading whole={whole} base={base} itemBase={`/w/library/${shelf}`} isStanding />}
      {reach && <Reach reach={reach} base={base} />}
      <SayForms may={may} sent={actionData} />
    </Page>
  );
}
