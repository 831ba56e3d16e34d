import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { answerPassage } from '../commands.server.ts';
import { beginFinding, keepFound } from '../finding-commands.server.ts';
import { foundPassages, namesSomebody } from '../found-passages.server.ts';
import { TranscriptPage } from '../parts/transcript-page.tsx';
import { type QueueItem, queueOf } from '../queries.server.ts';
import { categoryWords } from '../replacement.ts';
import { Answer, PassageId, QueueSearch } from '../schema.ts';
import { makeText } from '../text-commands.server.ts';
import { textsOf } from '../text-queries.server.ts';
import type { Route } from './+types/deidentify';

/** Keys need script; everything else works without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  const { passage, done, title } = QueueSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const queue = await queueOf(scope, study, { transcriptId, passageId: passage });
    const [text] = await textsOf(scope, study, transcriptId);
    return { study, ...queue, text: text ?? null, done, namesTitle: title === 'names' };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const refused = (act: string, { message, status }: { message: string; status: number }) =>
    data({ act, errors: [{ field: '', message }], values: {} }, { status });
  if (form.get('act') === 'find') {
    const found = await refusalOf(() => find());
    return found.ok ? redirect(`?done=find${found.value ? '&title=names' : ''}`) : refused('find', found);
  }
  if (form.get('act') === 'make') {
    const made = await refusalOf(() => inStudy(actor, params.study, (scope, study) => makeText(scope, study, transcriptId)));
    return made.ok ? redirect(`/w/focus-groups/${params.study}/transcripts/${transcriptId}/sign?done=make`) : refused('make', made);
  }
  const acted = await answerForm(String(form.get('act') ?? ''), { schema: Answer, form }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => answerPassage(scope, study, { transcriptId, said }));
    return said.act === 'replace' || said.act === 'keep' ? undefined : `&passage=${said.passageId}`;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });

  // Looking takes a second for a long transcript, so it stands between two scopes.
  async function find(): Promise<boolean> {
    const { version, original, roster, title } = await inStudy(actor, params.study, (scope, study) =>
      beginFinding(scope, study, transcriptId),
    );
    const found = await foundPassages(original, roster);
    await inStudy(actor, params.study, (scope, study) => keepFound(scope, study, { transcriptId, version, found }));
    return namesSomebody(title, roster);
  }
}

type Data = Route.ComponentProps['loaderData'];
const done: Readonly<Record<string, string>> = {
  find: 'The newest original is looked through',
  replace: 'Replaced',
  keep: 'Kept as it was said',
  before: 'Widened by a word',
  behind: 'Widened by a word',
  undo: 'The answer is taken back',
};

export default function Deidentify({ loaderData, actionData }: Route.ComponentProps) {
  const { study, transcript, item, total, answered } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <TranscriptPage
      study={study}
      transcript={transcript}
      here="/deidentify"
      isNamed
      title="What may say who somebody is"
      lead="A program proposes, you answer. The best miss one in ten: read the whole text, too."
      hasErrors={errors.length > 0}
    >
      <Done data={loaderData} />
      <FormErrors errors={errors} labels={{ replacement: 'What stands there instead' }} />
      {total > 0 && <Progress label="passages answered" done={answered} total={total} />}
      {item ? <Item item={item} typed={actionData?.values ?? {}} errors={errors} /> : <NoItem data={loaderData} />}
      {total > 0 && <Keys />}
    </TranscriptPage>
  );
}

function Done({ data: { done: act, lastId, namesTitle, item } }: { data: Data }) {
  const isAnswer = act === 'replace' || act === 'keep';
  return (
    <>
      {act && Object.hasOwn(done, act) && (
        <Note kind="success" title={done[act]!} isAnswer>
          {isAnswer && lastId && lastId !== item?.id && (
            <form method="post">
              <input type="hidden" name="passageId" value={lastId} />
              <Button kind="quiet" name="act" value="undo" keyLabel="u">
                Take that answer back
              </Button>
            </form>
          )}
        </Note>
      )}
      {namesTitle && (
        <Note kind="attention" title="The title of this transcript may name somebody">
          The whole team sees it. Give it a title that names nobody.
        </Note>
      )}
    </>
  );
}

/** What proposed a passage, where its name alone does not say why. */
const reasons: Readonly<Record<string, string>> = {
  roster: 'on the roster',
  compromise: 'looks like a name',
  'a person': 'marked by a person',
};
type ItemProps = { item: QueueItem; typed: Readonly<Record<string, string>>; errors: readonly FormError[] };

function Item({ item, typed, errors }: ItemProps) {
  const { before, words, behind, speaker, category, foundBy, suggestion, same, answer, replacement } = item;
  return (
    <Queue
      item={
        <>
          <h2>{speaker.pseudonym} says</h2>
          <blockquote>
            {before}
            <mark>{words}</mark>
            {behind}
          </blockquote>
          <p className="small muted">
            <Tag kind={answer ? 'plain' : 'suggestion'}>{categoryWords[category]}</Tag> Why: {reasons[foundBy] ?? foundBy}.{' '}
            {answer ? `Answered${item.answerer ? ` by ${item.answerer}` : ''}: ${answer === 'keep' ? 'kept' : replacement}.` : ''}
          </p>
        </>
      }
      hidden={{ passageId: item.id }}
      questions={[]}
      acts={[
        { value: 'replace', label: 'Replace', keyLabel: 'r', kind: 'primary' },
        { value: 'keep', label: 'Keep as said', keyLabel: 'k' },
        { value: 'before', label: 'One word more before', keyLabel: 'b', isRare: true },
        { value: 'behind', label: 'One word more after', keyLabel: 'e', isRare: true },
        ...(answer ? [{ value: 'undo', label: 'Take the answer back', keyLabel: 'u', isRare: true }] : []),
      ]}
      saved="Saved at every answer"
    >
      <Field
        name="replacement"
        label="What stands there instead"
        value={typed.replacement ?? replacement ?? suggestion}
        error={errorOf(errors, 'replacement')}
        help="The pseudonym, or a word in brackets such as [hospital]."
        autoComplete="off"
      />
      {same > 0 && (
        <Field
          kind="checkbox"
          name="same"
          label={`Also for the ${count(same, 'other passage', 'other passages')} of these words`}
          isChecked
        />
      )}
      {category === 'name' && foundBy !== 'roster' && (
        <Field kind="checkbox" name="everywhere" label="Also in every other transcript of this site: keep it on the roster" />
      )}
    </Queue>
  );
}

function NoItem({ data: { study, transcript, hasOriginal, isStale, total, text } }: { data: Data }) {
  const base = `/w/focus-groups/${study.slug}/transcripts/${transcript.id}`;
  const isNew = transcript.state === 'brought';
  if (!hasOriginal)
    return <Empty title="Nothing to look in">No original is here: none came in yet, or it was erased on the study’s day.</Empty>;
  const find = (
    <form method="post">
      <Button kind={isNew || isStale ? 'primary' : 'plain'} name="act" value="find">
        {isNew ? 'Look for passages' : 'Look again'}
      </Button>
    </form>
  );
  if (isNew || isStale)
    return (
      <Section title={isStale ? 'A newer version came in' : 'Nobody looked yet'}>
        <p>
          {isStale
            ? 'Answers stand where their words still stand; what is new is looked through.'
            : 'Names of the key and of the roster are looked for first, then what has the shape of a date, a number or an address, then other names and words that point at one person. That you read the key for it is written down.'}
        </p>
        <div className="bar">
          {find}
          <ButtonLink kind="quiet" href={`/w/focus-groups/${study.slug}/roster`}>
            See the roster first
          </ButtonLink>
        </div>
      </Section>
    );
  return (
    <Section title={total === 0 ? 'Nothing was found' : 'Every passage is answered'}>
      <p>
        {text === null
          ? 'Read the whole text for what nobody proposed. Then make the text that a second reader reads and signs.'
          : `Version ${text.number} is made${text.signedAt ? ' and signed' : ', and a second reader reads and signs it'}. Make the next one when an answer has changed.`}
      </p>
      <div className="bar">
        {text !== null && (
          <ButtonLink kind="primary" href={`${base}/sign`}>
            Open version {text.number}
          </ButtonLink>
        )}
        <form method="post">
          <Button kind={text === null ? 'primary' : 'plain'} name="act" value="make">
            {text === null ? 'Make the text' : 'Make the next version'}
          </Button>
        </form>
        <ButtonLink href={`${base}/deidentify/text`}>Read the whole text</ButtonLink>
        <ButtonLink href={`${base}/speakers`}>Who speaks</ButtonLink>
        {find}
      </div>
    </Section>
  );
}
