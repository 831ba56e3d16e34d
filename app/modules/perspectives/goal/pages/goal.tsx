import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { listeningMails } from '../../listening/jobs.server.ts';
import { mayAdoptGoal, mayDraftGoal } from '../../rules.ts';
import { goalChanges } from '../changes.ts';
import {
  adoptGoal,
  moveSentence,
  proposeGoal,
  removeSentence,
  sayComment,
  settleComment,
  showGoal,
  takeBackGoal,
} from '../commands.server.ts';
import { endorseGoal, withdrawEndorsement } from '../endorsement-commands.server.ts';
import { Changes } from '../parts/changes.tsx';
import { Comments } from '../parts/comments.tsx';
import { Endorsements } from '../parts/endorsements.tsx';
import { Sources } from '../parts/sources.tsx';
import {
  commentsOf,
  endorsementsOf,
  endorsingSchools,
  goalNumbered,
  goalVersions,
  sentencesOfGoal,
  sourcesOfGoal,
} from '../queries.server.ts';
import { CommentNamed, Endorsement, NewComment, SentenceMoved, SentenceNamed } from '../schema.ts';
import type { Route } from './+types/goal';

function numberOf(params: Route.LoaderArgs['params']): number {
  return addressed(z.coerce.number().int().min(1).max(9999), params.number, 'This version of the goal');
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  const number = numberOf(params);
  const member = memberOf(context, request);
  return scoped({ context, request }, async (scope) => {
    const goal = await goalNumbered(scope, number);
    const sources = await sourcesOfGoal(scope, goal);
    const sentences = await sentencesOfGoal(scope, goal.id);
    const said = await endorsementsOf(scope, goal.id);
    const schools = await endorsingSchools(scope, goal.isSample);
    const zone = await zoneOf(scope);
    const former = (await goalVersions(scope)).find((each) => each.number < number && each.isSample === goal.isSample);
    return {
      goal,
      sentences: sentences.map(({ id, words }) => ({ id, words, sources: sources.filter(({ sentenceId }) => sentenceId === id) })),
      comments: await commentsOf(scope, goal.id),
      schools: schools.map(({ slug, name, id }) => {
        const those = said.filter(({ schoolId }) => schoolId === id);
        const now = those.find(({ endedAt }) => endedAt === null);
        return {
          ...{ slug, name },
          now: now ? { answer: now.answer, words: now.words, on: dayIn(now.givenAt, zone) } : null,
          before: those
            .filter(({ endedAt }) => endedAt !== null)
            .map(({ answer, givenAt, endedAt, endedBecause }) => ({
              answer,
              given: dayIn(givenAt, zone),
              ended: dayIn(endedAt!, zone),
              because: endedBecause,
            })),
        };
      }),
      own:
        goal.proposedAt === null
          ? []
          : member.schools
              .filter(({ id, roles }) => roles.includes('lead') && schools.some((school) => school.id === id))
              .map(({ slug, name }) => ({ slug, name })),
      former: former ? { number: former.number, changes: goalChanges(await sentencesOfGoal(scope, former.id), sentences) } : null,
      may: { draft: mayDraftGoal(scope.actor), adopt: mayAdoptGoal(scope.actor) },
      personId: scope.actor.personId,
      zone,
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const number = numberOf(params);
  const form = await request.formData();
  const act = String(form.get('act') ?? 'comment');
  function answer<Schema extends z.ZodType>(
    schema: Schema,
    work: (scope: Scope, said: z.infer<Schema>) => Promise<unknown>,
    slug?: string,
  ) {
    return () =>
      answerForm(act, { schema, form }, async (said) => {
        await scoped({ context, request, ...(slug !== undefined && { slug }) }, (scope) => work(scope, said));
        return undefined;
      });
  }
  const nothing = z.object({});
  const school = String(form.get('school') ?? '');
  const acts = {
    comment: answer(NewComment, (scope, said) => sayComment(scope, number, said)),
    settle: answer(CommentNamed, (scope, { commentId }) => settleComment(scope, number, commentId)),
    move: answer(SentenceMoved, (scope, said) => moveSentence(scope, number, said)),
    remove: answer(SentenceNamed, (scope, { sentenceId }) => removeSentence(scope, number, sentenceId)),
    propose: answer(nothing, (scope) => proposeGoal(scope, number)),
    back: answer(nothing, (scope) => takeBackGoal(scope, number)),
    adopt: answer(nothing, (scope) => adoptGoal(scope, number)),
    show: answer(nothing, (scope) => showGoal(scope, number, { isPublic: true })),
    hide: answer(nothing, (scope) => showGoal(scope, number, { isPublic: false })),
    endorse: answer(Endorsement, (scope, said) => endorseGoal(scope, number, said), school),
    unendorse: answer(nothing, (scope) => withdrawEndorsement(scope, number), school),
  };
  const acted = await (Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : acts.comment)();
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  if (act === 'adopt' || act === 'propose') await enqueue(listeningMails, {});
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  begin: 'The version is begun. Write its first sentence',
  sentence: 'The sentence is kept',
  comment: 'Your comment is here for everybody',
  settle: 'The comment is talked over',
  move: 'The sentence is moved',
  remove: 'The sentence is taken out',
  propose: 'It is before the schools now. Each lead is told',
  back: 'It is back to drafting. What schools said of it is ended, with its date',
  adopt: 'The goal is adopted. Whoever answered gets one mail with what became of their words',
  show: 'The goal is public now',
  hide: 'The goal is not public any more',
  endorse: 'What your school says is kept, with its date',
  unendorse: 'What your school said is withdrawn, with its date',
};
export default function GoalPage({ loaderData, actionData }: Route.ComponentProps) {
  const { goal, sentences, comments, schools, own, former, may, zone, personId } = loaderData;
  const base = `/w/perspectives/goal/${goal.number}`;
  const isDraft = goal.proposedAt === null;
  const mayChange = may.draft && isDraft;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title={`The shared goal, version ${goal.number}`}
      crumbs={[
        { label: 'Perspectives', to: '/w/perspectives' },
        { label: 'The shared goal', to: '/w/perspectives/goal' },
        { label: `Version ${goal.number}` },
      ]}
      status={[
        goal.adoptedAt ? `Adopted on ${dayIn(goal.adoptedAt, zone)}` : isDraft ? 'Being drafted' : 'Before the schools',
        goal.publishedAt && 'public',
        goal.isSample && 'a goal of the sample: invented',
      ]
        .filter(Boolean)
        .join(', ')}
      lead={
        goal.adoptedAt
          ? 'These words stay as they are. The next version begins with them.'
          : isDraft
            ? 'Each sentence names what it rests on. Comment on any of it.'
            : 'Nobody changes it now. Each school says through its lead what it thinks.'
      }
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}The shared goal, version ${goal.number} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ comment: 'Comment', answer: 'What your school says', because: 'Because' }} />
      {sentences.length === 0 ? (
        <p className="muted">No sentence yet.</p>
      ) : (
        <ol className="passages">
          {sentences.map(({ id, words, sources }, at) => (
            <li key={id} id={`sentence-${id}`}>
              <p className="reading">
                {at + 1}. {words}
              </p>
              <Sources sources={sources} base={`/w/perspectives/${goal.roundSlug}`} />
              {mayChange && (
                <form method="post" className="bar">
                  <input type="hidden" name="sentenceId" value={id} />
                  <input type="hidden" name="act" value="move" />
                  <ButtonLink kind="quiet" href={`${base}/sentences/${id}`}>
                    Change<span className="visually-hidden"> sentence {at + 1}</span>
                  </ButtonLink>
                  {at > 0 && (
                    <Button kind="quiet" name="way" value="up">
                      Move up<span className="visually-hidden">: sentence {at + 1}</span>
                    </Button>
                  )}
                  {at < sentences.length - 1 && (
                    <Button kind="quiet" name="way" value="down">
                      Move down<span className="visually-hidden">: sentence {at + 1}</span>
                    </Button>
                  )}
                </form>
              )}
              {mayChange && (
                <form method="post">
                  <input type="hidden" name="sentenceId" value={id} />
                  <Button kind="quiet" name="act" value="remove">
                    Take out<span className="visually-hidden">: sentence {at + 1}</span>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayChange && (
        <p className="bar">
          <ButtonLink kind="primary" href={`${base}/sentences/new`}>
            Write {sentences.length === 0 ? 'the first' : 'another'} sentence
          </ButtonLink>
        </p>
      )}
      <p className="muted">
        From <a href={`/w/perspectives/${goal.roundSlug}`}>{goal.roundTitle}</a>.{' '}
        <a href={`/w/perspectives/${goal.roundSlug}/answer`}>What became of your answers</a>
      </p>
      {!isDraft && (
        <Endorsements
          schools={schools}
          own={own}
          isAdopted={goal.adoptedAt !== null}
          refused={actionData?.act === 'endorse' ? actionData : null}
        />
      )}
      {may.adopt && (
        <Section title="The convener’s acts">
          <form method="post" className="bar">
            {isDraft && (
              <Button kind="primary" name="act" value="propose">
                Put it before the schools
              </Button>
            )}
            {!isDraft && !goal.adoptedAt && (
              <>
                <Button kind="primary" name="act" value="adopt">
                  Adopt it
                </Button>
                <Button name="act" value="back">
                  Take it back to drafting
                </Button>
              </>
            )}
            {goal.adoptedAt && (
              <Button kind={goal.publishedAt ? 'plain' : 'primary'} name="act" value={goal.publishedAt ? 'hide' : 'show'}>
                {goal.publishedAt ? 'Take it from the public pages' : 'Make it public'}
              </Button>
            )}
          </form>
          <p className="muted">
            {isDraft && 'Schools are asked once the listening round is closed and each sentence names a source.'}
            {!isDraft &&
              !goal.adoptedAt &&
              'It can be adopted once a school endorses it and none cannot. From then on its words stay, and so do the answers that it rests on.'}
            {goal.adoptedAt &&
              'The public page of members shows an adopted goal only after your act: its sentences, how many answers each rests on, and what the schools say. Nobody’s name, role or words of an answer.'}
          </p>
        </Section>
      )}
      {former && (
        <Section title={`Compared with version ${former.number}`}>
          <Changes changes={former.changes} />
        </Section>
      )}
      <Section title="Comments" id="comments">
        <Comments
          comments={comments.map(({ saidAt, settledAt, ...comment }) => ({
            ...comment,
            on: dayIn(saidAt, zone),
            isSettled: settledAt !== null,
            maySettle: settledAt === null && (may.draft || comment.personId === personId),
            sentence: sentences.findIndex(({ id }) => id === comment.sentenceId) + 1,
          }))}
        />
        {!goal.adoptedAt && (
          <form method="post" action="#comments" className="form" noValidate>
            <Field
              kind="select"
              name="sentenceId"
              label="On"
              value={actionData?.act === 'comment' ? actionData.values.sentenceId : ''}
              options={[
                { value: '', label: 'The goal as a whole' },
                ...sentences.map(({ id, words }, at) => ({ value: id, label: `${at + 1}. ${words.slice(0, 60)}` })),
              ]}
            />
            <Field
              kind="textarea"
              rows={3}
              name="comment"
              label="Comment"
              value={actionData?.act === 'comment' ? actionData.values.comment : undefined}
              error={errorOf(errors, 'comment')}
              help="Every member reads it with your name."
            />
            <Button name="act" value="comment">
              Comment
            </Button>
          </form>
        )}
      </Section>
      <Downloads of="This version" address={base} />
    </Page>
  );
}
