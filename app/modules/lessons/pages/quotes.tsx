import { data, redirect } from 'react-router';
import * as z from 'zod';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { inStudy } from '../../focus-groups/study/in-study.server.ts';
import { releaseQuotes } from '../quote-commands.server.ts';
import { quotesToRelease } from '../quote-queries.server.ts';
import type { Route } from './+types/quotes';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({
    studies: (await quotesToRelease(scope)).map(({ study: { slug, title }, quotes }) => ({ slug, title, quotes })),
    done: new URL(request.url).searchParams.get('done'),
  }));
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const passages = form.getAll('quote').map(String);
  const acted = await answerForm('release', { schema: z.object({ study: z.string() }), form }, async ({ study: slug }) => {
    await inStudy(actor, slug, (scope, study) => releaseQuotes(scope, study, passages));
    return undefined;
  });
  return acted.ok ? redirect(`/w/lessons/quotes${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Quotes({ loaderData: { studies, done }, actionData }: Route.ComponentProps) {
  return (
    <Page
      title="Quotes for lessons"
      lead="Which quotes of your study may stand in lessons of the schools, also in public ones. Consent stands above: who withdraws leaves every lesson at once."
      crumbs={[{ label: 'Lessons', to: '/w/lessons' }, { label: 'Quotes' }]}
    >
      <title>Quotes for lessons · Concord</title>
      {done === 'release' && !actionData && (
        <Note kind="success" title="It is kept: those that are not ticked stand in no lesson" isAnswer />
      )}
      <FormErrors errors={actionData?.errors ?? []} />
      {studies.length === 0 && <Empty title="You lead no study">The lead of a study says which of its quotes may stand in lessons.</Empty>}
      {studies.map(({ slug, title, quotes }, at) => (
        <Section key={slug} title={title}>
          {quotes.length === 0 ? (
            <p className="muted">No theme of it is shared with its quotes yet, or nobody in it may be quoted.</p>
          ) : (
            <form method="post" className="form">
              <input type="hidden" name="study" value={slug} />
              <Choices quotes={quotes} idOf={(n) => `quote-${at}-${n}`} />
              <p>
                <Button kind={at === 0 ? 'primary' : 'plain'}>Keep this choice</Button>
              </p>
            </form>
          )}
        </Section>
      ))}
    </Page>
  );
}

/** Several studies may stand on the page, so each box has an id of its own. */
function Choices({
  quotes,
  idOf,
}: {
  quotes: readonly { passageId: string; claim: string; words: string; isReleased: boolean }[];
  idOf: (n: number) => string;
}) {
  return (
    <fieldset className="field wide">
      <legend>May stand in lessons</legend>
      <div className="field-choices">
        {quotes.map(({ passageId, claim, words, isReleased }, n) => (
          <label key={passageId} className="choice" htmlFor={idOf(n)}>
            <input type="checkbox" id={idOf(n)} name="quote" value={passageId} defaultChecked={isReleased} />
            <span>
              “{words}”<span className="help">{claim}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
