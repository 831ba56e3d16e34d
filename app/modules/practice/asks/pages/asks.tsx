import { data, redirect } from 'react-router';
import * as z from 'zod';
import { actingFor } from '#app/platform/actor.ts';
import { missing } from '#app/platform/problem.ts';
import { answerForm, answering, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { askForConversations, leaveAsk, takePart } from '../commands.server.ts';
import { type AskOfMe, asksOfMe, type CourseAsk, ownCourseAsks } from '../queries.server.ts';
import { mayAskForConversations } from '../rules.ts';
import { CourseAskForm } from '../schema.ts';
import type { Route } from './+types/asks';

export async function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const places = await Promise.all(
    member.schools.map(async ({ slug, name }) => ({
      ...{ slug, name, mayAsk: mayAskForConversations(actingFor(member, slug)) },
      ...(await scoped({ context, request, slug }, async (scope) => ({ asked: await ownCourseAsks(scope), ofMe: await asksOfMe(scope) }))),
    })),
  );
  return { places, done: new URL(request.url).searchParams.get('done') };
}

const Chosen = z.object({ school: z.string(), ask: z.uuid() });

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const slug = String(form.get('school') ?? '');
  const acted = await answering(async () => {
    if (act === 'ask')
      return answerForm('ask', { schema: CourseAskForm, form }, async (said) => {
        await scoped({ context, request, slug }, (scope) => askForConversations(scope, said));
        return undefined;
      });
    const work = { 'take-part': takePart, leave: leaveAsk }[act];
    if (!work) throw missing('This button');
    return answerForm(act, { schema: Chosen, form }, async ({ ask }) => {
      await scoped({ context, request, slug }, (scope) => work(scope, ask));
      return undefined;
    });
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = {
  title: 'For which course',
  observed: 'How many observed conversations',
  until: 'Until which day',
  graduates: 'Of the class that graduates in',
  students: 'Or of these students',
  confirmed: 'Count only what an observer confirmed by a mail to the school’s domain',
};
const dones: Readonly<Record<string, string>> = {
  ask: 'The students see it now, and decide alone',
  'take-part': 'You take part',
  leave: 'You do not take part any more',
};

export default function Asks({ loaderData: { places, done }, actionData }: Route.ComponentProps) {
  const { act = '', errors = [], values = {} } = actionData ?? {};
  const isEmpty = places.every(({ mayAsk, ofMe }) => !mayAsk && ofMe.length === 0);
  return (
    <Page
      title="What courses ask for"
      lead="A course may ask for observed conversations. Once its day is over it learns done or not done, and nothing else."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What courses ask for' }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}What courses ask for · Concord`}</title>
      {done !== null && Object.hasOwn(dones, done) && <Note kind="success" title={dones[done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {isEmpty && (
        <Empty title="No course asks you for anything">
          When one does, it stands here: how many conversations, until when. You decide each time whether you take part.
        </Empty>
      )}
      {places.map((place) => (
        <div key={place.slug}>
          {place.ofMe.length > 0 && <OfMe school={place} asks={place.ofMe} />}
          {place.mayAsk && (
            <Section title={`What you asked at ${place.name}`}>
              <Asked slug={place.slug} asks={place.asked} />
              <Asking
                slug={place.slug}
                values={act === 'ask' && values.school === place.slug ? values : {}}
                errors={act === 'ask' && values.school === place.slug ? errors : []}
              />
            </Section>
          )}
        </div>
      ))}
    </Page>
  );
}

type OfMeProps = { school: { slug: string; name: string }; asks: readonly AskOfMe[] };

function OfMe({ school, asks }: OfMeProps) {
  const taking = asks.filter(({ takesPart, isOver }) => takesPart && !isOver).length;
  return (
    <Section title={`What ${school.name} asks you for`}>
      <p>
        If you take part, the course sees “done” or “not done” after the day, and never how many, when, with whom or what was said. If you
        do not, it sees “not done”, as of everybody who is not done.
        {taking > 1 && ' You take part in several at once: if they ask for different numbers, together they tell more than one does.'}
      </p>
      <ul className="links">
        {asks.map(({ id, title, observed, untilOn, confirmedOnly, takesPart, isOver, askedByName }) => (
          <li key={id}>
            <form method="post" className="bar">
              <input type="hidden" name="school" value={school.slug} />
              <input type="hidden" name="ask" value={id} />
              <span>
                {title}: {count(observed, 'observed conversation', 'observed conversations')} until {day(untilOn)}
                {askedByName && `, asked by ${askedByName}`}
                {confirmedOnly && '. What an observer wrote counts once they confirmed it'}.{' '}
                {takesPart && <Tag kind="own">You take part</Tag>}
              </span>
              {takesPart ? (
                <Button name="act" value="leave">
                  Take part no more<span className="visually-hidden"> in {title}</span>
                </Button>
              ) : (
                !isOver && (
                  <Button name="act" value="take-part">
                    Take part<span className="visually-hidden"> in {title}</span>
                  </Button>
                )
              )}
            </form>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Asked({ slug, asks }: { slug: string; asks: readonly CourseAsk[] }) {
  if (asks.length === 0) return <p className="muted">Nothing yet.</p>;
  return (
    <ul className="links">
      {asks.map(({ id, title, observed, untilOn, isOver, graduates }) => (
        <li key={id}>
          <a href={`/w/practice/asks/${slug}/${id}`}>{title}</a>
          <span className="muted">
            , {count(observed, 'conversation', 'conversations')} until {day(untilOn)}
            {graduates && `, class of ${graduates}`}
          </span>{' '}
          {isOver && <Tag>Its day is over</Tag>}
        </li>
      ))}
    </ul>
  );
}

function Asking({ slug, values, errors }: { slug: string; values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const { confirmed: _, ...texts } = labels;
  const field = fieldsOf(texts, values, errors);
  return (
    <details open={errors.length > 0}>
      <summary>Ask for observed conversations</summary>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="school" value={slug} />
        <p>
          It stays as you make it, and you see nothing before the day is over: so that neither changing it nor looking again tells more than
          done or not done.
        </p>
        <Field {...field('title')} maxLength={150} />
        <Field {...field('observed')} inputMode="numeric" help="One to twenty." />
        <Field {...field('until')} type="date" help="At least a week from today." />
        <Field
          {...field('graduates')}
          inputMode="numeric"
          isOptional
          help="A year such as 2028: everybody of the class who keeps a log sees it."
        />
        <Field
          kind="textarea"
          rows={3}
          {...field('students')}
          isOptional
          help="Their mail addresses, one a line. Leave the class empty then."
        />
        <Field kind="checkbox" name="confirmed" label={labels.confirmed} isChecked={values.confirmed === 'yes'} />
        <p className="bar">
          <Button kind="primary" name="act" value="ask">
            Ask the students
          </Button>
        </p>
      </form>
    </details>
  );
}
