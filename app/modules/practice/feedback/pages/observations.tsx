import { data, redirect } from 'react-router';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { monthName } from '../../log/entry.ts';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { nobodysIn } from '../../personal-words.ts';
import { deleteObservation, replyToObservation } from '../commands.server.ts';
import { observerWords } from '../observation.ts';
import { ObservationWords } from '../parts/observation-words.tsx';
import { competenciesToAskOn, observations } from '../queries.server.ts';
import { ObservationNamed, ReplyForm } from '../schema.ts';
import type { Route } from './+types/observations';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const competencies = await competenciesToAskOn(scope);
    return {
      done: new URL(request.url).searchParams.get('done'),
      titles: Object.fromEntries(competencies.map(({ stableId, title }) => [stableId, title])),
      seen: await observations(scope),
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const acted =
    form.get('act') === 'delete'
      ? await answerForm('delete', { schema: ObservationNamed, form }, async ({ observation }) => {
          await scoped({ context, request }, (scope) => deleteObservation(scope, observation));
          return undefined;
        })
      : await answerForm('reply', { schema: ReplyForm, form }, async (said) => {
          await scoped({ context, request }, (scope) => replyToObservation(scope, said, nobodysIn(form)));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data({ ...acted.refused, nobodys: nobodysIn(form) }, { status: acted.status });
}

const dones: Readonly<Record<string, string>> = {
  reply: 'Your answer is kept',
  delete: 'It is deleted',
  told: 'It is noted, and marked as told',
};

export default function Observations({ loaderData: { done, titles, seen }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {}, nobodys = [] } = actionData ?? {};
  return (
    <Page
      title="What others said"
      lead="Of your conversations, in their words. You alone read it, unless you share it."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What others said' }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What others said · Concord`}</title>
      {done !== null && Object.hasOwn(dones, done) && <Note kind="success" title={dones[done]!} isAnswer />}
      <FormErrors errors={errors} />
      <p className="bar">
        <ButtonLink kind="primary" href="/w/practice/ask">
          Ask for feedback
        </ButtonLink>
        <a href="/w/practice/told">Write down what I was told</a>
      </p>
      {seen.length === 0 ? (
        <Empty title="Nobody has said anything yet">
          When somebody answers a code of yours, their words stand here. A few words of somebody who was there are worth more than a score.
        </Empty>
      ) : (
        <p className="muted">
          {count(seen.length, 'observation', 'observations')}. Each is one person’s view of one conversation: there is no mean of them, and
          no words are hidden.
        </p>
      )}
      {seen.map((each) => (
        <Section key={each.id} id={each.id} title={`${monthName(each.month)}: ${observerWords(each) || 'somebody who gave no name'}`}>
          <ObservationWords observation={each} titles={titles} />
          {each.entryId && (
            <p>
              <a href={`/w/practice/entries/${each.entryId}`}>The conversation in my log</a>
            </p>
          )}
          <form method="post" className="form">
            <input type="hidden" name="observation" value={each.id} />
            <details open={values.observation === each.id}>
              <summary>{each.reply ? 'Change my answer' : 'Answer, for myself'}</summary>
              {values.observation === each.id ? (
                <Answer id={each.id} value={values.reply} asked={{ values, nobodys }} />
              ) : (
                <Answer id={each.id} value={each.reply} />
              )}
            </details>
            <div className="bar">
              <AskedButton id={`delete-${each.id}`} opens="Delete" title="Delete it for good?" value="delete" act="Delete it">
                <p>Nobody can bring it back, and its code stays used. It is gone from what you share, too.</p>
              </AskedButton>
            </div>
          </form>
        </Section>
      ))}
    </Page>
  );
}

type AnswerProps = { id: string; value: string | undefined; asked?: { values: Record<string, string>; nobodys: string[] } };

const words = { reply: 'What you answer' };

function Answer({ id, value, asked }: AnswerProps) {
  return (
    <>
      <div className="field wide">
        <label htmlFor={`reply-${id}`}>{words.reply}</label>
        <textarea id={`reply-${id}`} name="reply" rows={3} defaultValue={value} aria-describedby={`reply-${id}-help`} />
        <p className="help" id={`reply-${id}-help`}>
          It stands below their words for you, and for whoever you share them with. The observer is not told.
        </p>
      </div>
      <PersonalWordsAsked labels={words} {...asked} />
      <p>
        <Button name="act" value="reply">
          Keep my answer
        </Button>
      </p>
    </>
  );
}
