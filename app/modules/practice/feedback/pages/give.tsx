import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { visitor } from '#app/platform/actor.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { publicly, requestContext, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { SampleBanner } from '#app/ui/sample-banner.tsx';
import { zone } from '../../../members/time-zone.ts';
import { looksLike } from '../../personal-words.ts';
import { steps, stepWords } from '../../scale.ts';
import { takeFeedback } from '../giving-commands.server.ts';
import { AnchorFields } from '../parts/anchor-fields.tsx';
import script from '../parts/kept-script.ts?worker&url';
import { competenciesToAskOn, feedbackToGive } from '../queries.server.ts';
import { lineOf } from '../rubric.ts';
import type { Route } from './+types/give';

export const headers = unkeptHeaders;

export async function loader({ context, params: { token }, request }: Route.LoaderArgs) {
  const { nonce } = context.get(requestContext);
  const found = await publicly(async (scope) => {
    const shown = await feedbackToGive(scope, token);
    if (shown?.state !== 'open') return { shown, titles: [] };
    return { shown, titles: await competenciesToAskOn(scope) };
  });
  if (found.shown === null) return data({ nonce, state: 'closed' as const, asked: null, done: null, wasMailed: false }, { status: 404 });
  const { state, competencyStableIds, ...asked } = found.shown;
  const { searchParams } = new URL(request.url);
  const titleOf = (id: string) => found.titles.find(({ stableId }) => stableId === id)?.title ?? 'A competency of an earlier framework';
  return {
    ...{ nonce, state, done: searchParams.get('done'), wasMailed: searchParams.has('mail') },
    asked: state === 'open' ? { ...asked, key: v7(), competencies: competencyStableIds.map((id) => ({ id, title: titleOf(id) })) } : null,
  };
}

export async function action({ context, params: { token }, request }: Route.ActionArgs) {
  const { id } = context.get(requestContext);
  const link = { token, base: originOf(request) };
  const form = await request.formData();
  const taken = await as(visitor, (scope) => takeFeedback(scope, link, form));
  if (taken.outcome === 'refused') {
    const { found, values } = taken;
    const asked = found.map(({ field, kind, words }) => ({
      field,
      message: `“${words}” looks like ${looksLike[kind]}. Change it, or say below that it tells of no patient`,
    }));
    return data({ errors: [...taken.errors, ...asked], found, values }, { status: 400 });
  }
  if (taken.mail) sendMail(taken.mail).catch((error) => logFault(id, error));
  const isKept = taken.outcome === 'kept' || taken.outcome === 'again';
  return redirect(`/f/${token}${isKept ? `?done=kept${taken.mail ? '&mail' : ''}` : ''}`);
}

const labels = {
  wentWell: 'What went well?',
  toTry: 'What could they try next time?',
  step: 'How much help was there?',
  name: 'Your name',
  role: 'Your role',
  mail: 'Your address at the school',
};

export default function Give({ loaderData, actionData }: Route.ComponentProps) {
  const { nonce, state, asked, done } = loaderData;
  const isRefused = actionData !== undefined;
  const title = asked
    ? `Feedback for ${asked.student}`
    : state === 'closed'
      ? 'This link is closed'
      : done
        ? 'Thank you'
        : 'This was answered';
  return (
    <div className="own-type">
      {asked?.isSample && <SampleBanner />}
      <Page title={title} lead={asked ? 'One minute, no account. A few words help most.' : undefined} isCompact>
        <title>{`${isRefused ? 'Error: ' : ''}${title}`}</title>
        <div data-part="state">
          <State {...loaderData} />
        </div>
        <div data-part="thanks" tabIndex={-1} hidden>
          <Thanks />
          <p>
            Nothing of it is left on this phone. If you gave an address at the school, look for the mail there: its button confirms that it
            was you.
          </p>
        </div>
        {asked && <Asked asked={asked} refused={actionData} />}
        <div className="note" data-part="kept" tabIndex={-1} hidden>
          <p role="status" data-part="says" />
          <p className="reading turns-apart" data-part="words" hidden />
          <p>
            <Button kind="danger" type="button" data-part="remove">
              Remove it from this phone
            </Button>
          </p>
        </div>
      </Page>
      <script type="module" src={script} nonce={nonce} />
    </div>
  );
}

function Thanks() {
  return (
    <Note kind="success" title="Thank you: it has arrived" isAnswer>
      The student reads it with your words, and may write an answer below them. Nothing more is asked of you.
    </Note>
  );
}

function State({ state, asked, done, wasMailed }: Route.ComponentProps['loaderData']) {
  if (state === 'closed')
    return (
      <p>
        It was withdrawn, its time has passed, or the address is not complete. If a student is with you, ask them to show you their code
        again.
      </p>
    );
  if (asked) return null;
  if (done === null)
    return <p>One observer answers a code, once. If you have something to say too, ask the student for a code of your own.</p>;
  return (
    <>
      <Thanks />
      {wasMailed && (
        <p>A mail is on its way to you. Its button confirms that it was you; without it the feedback stays marked as unverified.</p>
      )}
    </>
  );
}

type AskedProps = { asked: NonNullable<Route.ComponentProps['loaderData']['asked']>; refused: Route.ComponentProps['actionData'] };

function Asked({ asked, refused }: AskedProps) {
  const { student, about, competencies, tools, takesMail, expiresAt } = asked;
  const { errors = [], found = [], values = {} } = refused ?? {};
  const field = fieldsOf(labels, values, errors);
  return (
    <form method="post" className="form" data-feedback noValidate>
      <FormErrors errors={errors} labels={labels} />
      <input type="hidden" name="key" value={values.key ?? asked.key} />
      {about && (
        <p>
          {student} asks about: <q>{about}</q>
        </p>
      )}
      <Field
        kind="textarea"
        rows={3}
        {...field('wentWell')}
        help="What you saw or heard them do. Please no name, date or place of a patient."
      />
      <Field kind="textarea" rows={3} {...field('toTry')} />
      <Field
        kind="radios"
        {...field('step')}
        isOptional
        help="In this one conversation, looking back."
        options={steps.map((step) => ({ value: step, label: stepWords[step].observer }))}
      />
      <AnchorFields competencies={competencies} values={values} />
      <Field {...field('name')} autoComplete="name" maxLength={120} />
      <Field {...field('role')} help="For example attending, resident, nurse, simulated patient." maxLength={120} />
      {takesMail && (
        <Field
          {...field('mail')}
          type="email"
          autoComplete="email"
          isOptional
          help="With it you get one mail, whose button confirms that it was you. We do not keep the address. Without it your feedback is marked as unverified."
        />
      )}
      <p className="bar">
        <Button kind="primary">Send to {student}</Button>
      </p>
      <div className="note attention" data-part="warned" tabIndex={-1} hidden={found.length === 0}>
        <p className="note-title">Could this tell who a patient is?</p>
        <ul data-part="found">
          {found.map(({ kind, words }) => (
            <li key={words}>
              “{words}” looks like {looksLike[kind]}
              <input type="hidden" name="shown" value={words} />
            </li>
          ))}
        </ul>
        <p>Change the words above and send. If they are nobody’s, say so:</p>
        <p>
          <Button name="act" value="sure">
            It tells of no patient: send it
          </Button>
        </p>
      </div>
      <p className="muted small">
        {student} alone reads it, and whoever they choose to show it to. It is no grade. This link takes one answer, until{' '}
        {dayAndTime(expiresAt, zone)}.
      </p>
      {tools.length > 0 && (
        <details>
          <summary>A tool that {student}’s school uses</summary>
          <ul>
            {tools.map(({ name, link, licence }) => (
              <li key={link}>
                <a href={link} rel="noreferrer">
                  {name}
                </a>
                <span className="muted">, {licence}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {competencies.length > 0 && <RestsOn ids={competencies.map(({ id }) => id)} />}
    </form>
  );
}

function RestsOn({ ids }: { ids: readonly string[] }) {
  const facts = new Map(ids.flatMap((id) => lineOf(id).facts.map((fact) => [fact.link, fact] as const)));
  return (
    <details>
      <summary>What these words rest on</summary>
      <ul>
        {[...facts.values()].map(({ says, source, year, link }) => (
          <li key={link}>
            {says}: <a href={link}>{source}</a>, {year}
          </li>
        ))}
      </ul>
      <p className="muted small">
        The words are our own, written for feedback and not for a grade. They are no published or licensed tool.
      </p>
    </details>
  );
}
