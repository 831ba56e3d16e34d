import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';
import { BeginFirst } from '../../feedback/parts/begin-first.tsx';
import { hasLog } from '../../feedback/queries.server.ts';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { nobodysIn } from '../../personal-words.ts';
import { deleteDebrief, keepDebrief } from '../commands.server.ts';
import { Contacts } from '../parts/contacts.tsx';
import { debriefSource, prompts, promptWords } from '../prompts.ts';
import { type KeptDebrief, ownDebriefs, supportContacts } from '../queries.server.ts';
import { DebriefForm, DebriefNamed } from '../schema.ts';
import type { Route } from './+types/debrief';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { schools } = memberOf(context, request);
  const named = await Promise.all(
    schools.map(async ({ slug, name }) => ({ school: name, contacts: await scoped({ context, request, slug }, supportContacts) })),
  );
  const own = await scoped({ context, request }, async (scope) => ({ isBegun: await hasLog(scope), kept: await ownDebriefs(scope) }));
  return {
    ...own,
    id: v7(),
    named: named.filter(({ contacts }) => contacts.length > 0),
    done: new URL(request.url).searchParams.get('done'),
  };
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const acted =
    form.get('act') === 'delete'
      ? await answerForm('delete', { schema: DebriefNamed, form }, async ({ debrief }) => {
          await scoped({ context, request }, (scope) => deleteDebrief(scope, debrief));
          return undefined;
        })
      : await answerForm('keep', { schema: DebriefForm, form }, async (said) => {
          await scoped({ context, request }, (scope) => keepDebrief(scope, said, nobodysIn(form)));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data({ ...acted.refused, nobodys: nobodysIn(form) }, { status: acted.status });
}

const asks = {
  happened: promptWords.happened.asks,
  wentWell: promptWords.wentWell.asks,
  carry: promptWords.carry.asks,
  need: promptWords.need.asks,
  wouldDo: promptWords.wouldDo.asks,
};
const labels = { withWhom: 'Who is with me', ...asks };

export default function Debrief({ loaderData: { id, isBegun, kept, named, done }, actionData }: Route.ComponentProps) {
  const { errors = [], values = {}, nobodys = [] } = actionData ?? {};
  const field = fieldsOf(labels, values, errors);
  return (
    <Page
      title="After a hard encounter"
      lead="Ten minutes, alone or with somebody you trust. Answer what you like, in any order, or only read the questions."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'After a hard encounter' }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}After a hard encounter · Concord`}</title>
      {done === 'keep' && (
        <Note kind="success" title="It is kept, for you alone" isAnswer>
          You find it at the end of this page, and can delete it there.
        </Note>
      )}
      {done === 'delete' && <Note kind="success" title="It is deleted" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      <Contacts named={named} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="id" value={values.id ?? id} />
        <Field {...field('withWhom')} isOptional maxLength={120} help="A name for yourself. They are not told, and get nothing." />
        {prompts.map((prompt) => (
          <Field key={prompt} kind="textarea" rows={3} {...field(prompt)} isOptional help={promptWords[prompt].help} />
        ))}
        <Note title="Who can ever read this">
          <p>Nothing that you write here is kept unless you press Keep. Close the page, and it is gone: that is a whole debrief, too.</p>
          <p>
            What you keep is opened to nobody: not to your school, not to a course, not to whoever convenes. It is in no share and in no
            figure. Only you can show it, by your own act, on your own screen. One thing is to be said plainly: whoever runs the machine
            that this runs on could technically read its database.
          </p>
        </Note>
        {isBegun ? (
          <>
            <PersonalWordsAsked labels={asks} values={actionData && values} nobodys={nobodys} />
            <p className="bar">
              <Button kind="primary" name="act" value="keep">
                Keep it for me
              </Button>
              <a href="/w/practice">Finish without keeping</a>
            </p>
          </>
        ) : (
          <p>
            <a href="/w/practice">Finish without keeping</a>
          </p>
        )}
      </form>
      {!isBegun && <BeginFirst />}
      {kept.length > 0 && (
        <Section title="What I kept" id="kept">
          {kept.map((each) => (
            <Kept key={each.id} debrief={each} />
          ))}
        </Section>
      )}
      <p className="muted small">
        {debriefSource.says} <a href={debriefSource.link}>{debriefSource.source}</a>, {debriefSource.year}. The prompts here are our own.
      </p>
    </Page>
  );
}

function Kept({ debrief }: { debrief: KeptDebrief }) {
  const { id, keptAt, withWhom } = debrief;
  return (
    <details>
      <summary>{`${dayIn(keptAt, zone)}${withWhom ? `, with ${withWhom}` : ''}`}</summary>
      <Facts facts={prompts.map((prompt) => [promptWords[prompt].asks, debrief[prompt] || null] as const)} />
      <form method="post" className="bar">
        <input type="hidden" name="debrief" value={id} />
        <AskedButton id={`delete-${id}`} opens="Delete" title="Delete it for good?" value="delete" act="Delete it">
          <p>Nobody can bring it back.</p>
        </AskedButton>
      </form>
    </details>
  );
}
