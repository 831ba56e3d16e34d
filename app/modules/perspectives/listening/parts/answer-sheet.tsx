import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { KeptWriting } from '#app/ui/kept-writing.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { type Visibility, visibilities, visibilityWords } from '../visibility.ts';

type Answer = {
  readonly id: string;
  readonly draft: string | null;
  readonly draftVisibility: Visibility | null;
  readonly words: string | null;
  readonly visibility: Visibility | null;
  readonly version: number;
};
/** A prompt with what the speaker made of it, and a note of theirs that waits. */
export type SheetPrompt = {
  readonly id: string;
  readonly words: string;
  readonly help: string;
  readonly answer: Answer | null;
  readonly note: { readonly id: string; readonly words: string; readonly notedBy: string | null } | null;
};
type Sheet = {
  /** The page that it stands in. */
  readonly page: string;
  readonly prompts: readonly SheetPrompt[];
  readonly current: string;
  readonly done: string | null;
  readonly isAll: boolean;
  readonly isOpen: boolean;
  readonly isSettled: boolean;
  readonly hasDeclined: boolean;
  readonly wantsReminders: boolean;
  /** The roles that a member holds, to choose which one others read; a guest has none to choose. */
  readonly roles: readonly { value: string; label: string }[];
  readonly role: string | null;
  readonly became: readonly { answerId: string; kind: string; words: string; goal: number | null; isAdopted: boolean | null }[];
  readonly refused: {
    readonly act: string;
    readonly errors: readonly FormError[];
    readonly values: Readonly<Record<string, string>>;
  } | null;
};

const labels = { words: 'Your answer', visibility: 'What others see of it', role: 'Your role, as others read it' };
const done: Readonly<Record<string, string>> = {
  draft: 'Kept. Nobody else reads it until you give it',
  give: 'Your answer is given. Thank you',
  approve: 'The note is your answer now. Thank you',
  refuse: 'The note is gone. Nobody else has read it',
  visibility: 'What others see of it is changed',
  withdraw: 'Your answer is withdrawn, and every passage that was marked in it is gone',
  decline: 'You will not be asked again in this round',
  again: 'Good. The prompts are below',
  stop: 'No more reminders of this round',
  remind: 'You are reminded of this round by mail',
};

/** The prompts of a round, one at a time, for whoever answers them: written now or later, seen as they choose, withdrawn as long as that is possible, and what became of each. */
export function AnswerSheet(sheet: Sheet) {
  const { prompts, current, refused, isOpen, hasDeclined } = sheet;
  const given = prompts.filter(({ answer }) => answer?.words).length;
  const at = prompts.findIndex(({ id }) => id === current);
  const prompt = prompts[at];
  return (
    <>
      {sheet.done && Object.hasOwn(done, sheet.done) && (
        <Note kind="success" title={done[sheet.done]!} isAnswer>
          {sheet.isAll && sheet.done === 'give'
            ? 'You have answered every prompt. You can change or withdraw each answer here, and later read here what became of it.'
            : undefined}
        </Note>
      )}
      <FormErrors errors={refused?.errors ?? []} labels={labels} />
      {prompts.map((each) => each.note && <WaitingNote key={each.id} prompt={each} sheet={sheet} />)}
      {hasDeclined && given === 0 && isOpen && (
        <Note title="You said that you will not answer">
          <form method="post">
            <Button name="act" value="again">
              Answer after all
            </Button>
          </form>
        </Note>
      )}
      <nav aria-label="Prompts">
        <ol className="plain-list">
          {prompts.map(({ id, words, answer }) => (
            <li key={id}>
              <a href={`?prompt=${id}`} aria-current={id === current ? 'step' : undefined}>
                {words}
              </a>{' '}
              <State answer={answer} />
            </li>
          ))}
        </ol>
      </nav>
      {prompt && <Prompt prompt={prompt} number={at + 1} sheet={sheet} />}
      {isOpen && <Quiet given={given} sheet={sheet} />}
    </>
  );
}

function State({ answer }: { answer: Answer | null }) {
  if (answer?.words) return <Tag kind="success">{visibilityWords[answer.visibility!].short}</Tag>;
  return answer?.draft ? <Tag kind="attention">begun</Tag> : <Tag>open</Tag>;
}

function Prompt({ prompt: { id, words, help, answer }, number, sheet }: { prompt: SheetPrompt; number: number; sheet: Sheet }) {
  const { isOpen, refused, roles } = sheet;
  const isBack = refused !== null && refused.act !== 'approve' && refused.values.promptId === id;
  const values = isBack ? refused.values : {};
  const errors = isBack ? refused.errors : [];
  const shown = values.words ?? answer?.draft ?? answer?.words ?? '';
  const isChanged = isBack && answer !== null && (answer.draft ?? answer.words ?? '') !== values.words;
  return (
    <Section title={`${number}. ${words}`} id="prompt">
      {help && <p className="muted">{help}</p>}
      {isChanged && (
        <details>
          <summary>What is kept of this answer now</summary>
          <p className="reading turns-apart">{answer.draft ?? answer.words}</p>
        </details>
      )}
      {isOpen ? (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="promptId" value={id} />
          <input type="hidden" name="seen" value={answer?.version ?? 0} />
          <Field
            kind="textarea"
            rows={8}
            name="words"
            label={labels.words}
            value={shown}
            error={errorOf(errors, 'words')}
            help="Please name no patient, and nobody who has not agreed to it."
          />
          <Seen
            value={values.visibility ?? answer?.draftVisibility ?? answer?.visibility ?? undefined}
            error={errorOf(errors, 'visibility')}
          />
          <Role roles={roles} value={values.role ?? sheet.role} />
          <p className="bar">
            <Button kind="primary" name="act" value="give">
              {answer?.words ? 'Give it with these words' : 'Give this answer'}
            </Button>
            <Button name="act" value="draft">
              Save, and go on later
            </Button>
          </p>
          {answer?.words && answer.draft && answer.draft !== answer.words && (
            <p className="muted">Until you give these words, what you gave before stands.</p>
          )}
          <KeptWriting page={sheet.page} of={id} version="seen" />
        </form>
      ) : (
        <Closed answer={answer} />
      )}
      {answer?.words && <Given id={id} answer={answer} sheet={sheet} />}
    </Section>
  );
}

function Seen({ value, error }: { value: string | undefined; error: string | undefined }) {
  return (
    <Field
      kind="radios"
      name="visibility"
      label={labels.visibility}
      value={value}
      error={error}
      options={visibilities.map((each) => ({ value: each, label: visibilityWords[each].label, help: visibilityWords[each].help }))}
    />
  );
}

function Role({ roles, value }: { roles: Sheet['roles']; value: string | null }) {
  if (roles.length === 0) return null;
  if (roles.length === 1) return <input type="hidden" name="role" value={roles[0]!.value} />;
  return <Field kind="select" name="role" label={labels.role} value={value ?? roles[0]!.value} options={[...roles]} />;
}

function Closed({ answer }: { answer: Answer | null }) {
  if (answer?.words) return <p className="reading turns-apart">{answer.words}</p>;
  return (
    <>
      <p className="muted">
        {answer?.draft ? 'You began this and did not give it; nobody else has read it. The round is closed.' : 'You left this prompt out.'}
      </p>
      {answer?.draft && <p className="reading turns-apart">{answer.draft}</p>}
    </>
  );
}

function Given({ id, answer, sheet: { isOpen, isSettled, became } }: { id: string; answer: Answer; sheet: Sheet }) {
  const own = became.filter(({ answerId }) => answerId === answer.id);
  return (
    <>
      <h3>What became of it</h3>
      {answer.visibility === 'counted' ? (
        <p>It is counted. Nobody else reads it, so nothing is made of its words.</p>
      ) : own.length === 0 ? (
        <p className="muted">Nothing yet. Whoever drafts the goal reads every answer, and says here what they made of it.</p>
      ) : (
        <ul className="plain-list">
          {own.map(({ kind, words, goal, isAdopted }) => (
            <li key={`${kind} ${goal} ${words}`}>
              {kind === 'point' && <>It is marked into the point “{words}”.</>}
              {kind === 'sentence' && (
                <>
                  A sentence of version {goal} of the goal{isAdopted ? ', which is adopted,' : ', which is being drafted,'} rests on it: “
                  {words}”
                </>
              )}
              {kind === 'reason' && <>It was read, and is not in the goal, because: {words}</>}
            </li>
          ))}
        </ul>
      )}
      {isSettled ? (
        <p className="muted">A goal that rests on this round is adopted, so its answers stay.</p>
      ) : (
        <>
          {!isOpen && (
            <form method="post" className="form">
              <input type="hidden" name="promptId" value={id} />
              <input type="hidden" name="seen" value={answer.version} />
              <Seen value={answer.visibility ?? undefined} error={undefined} />
              <Button name="act" value="visibility">
                Change what others see
              </Button>
            </form>
          )}
          <form method="post">
            <input type="hidden" name="promptId" value={id} />
            <p className="muted">
              You can withdraw this answer until a goal is adopted. It goes with every passage that was marked in it; what others have read
              by then, they have read. The same happens to the passages when you change its words.
            </p>
            <p className="bar">
              <Button kind="danger" name="act" value="withdraw">
                Withdraw this answer
              </Button>
            </p>
          </form>
        </>
      )}
    </>
  );
}

function WaitingNote({ prompt: { words: asked, note }, sheet: { refused, roles, role } }: { prompt: SheetPrompt; sheet: Sheet }) {
  const { id, words, notedBy } = note!;
  const isBack = refused?.act === 'approve' && refused.values.noteId === id;
  const errors = isBack ? refused.errors : [];
  return (
    <Section title={`Is this what you said? ${asked}`}>
      <p>{notedBy ?? 'An interviewer'} wrote this down. Nobody else reads it before you agree. Correct it as you like.</p>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="noteId" value={id} />
        <div className="field wide">
          <label htmlFor={`note-${id}`}>What you said</label>
          <textarea id={`note-${id}`} name="words" rows={6} defaultValue={isBack ? refused.values.words : words} />
        </div>
        <fieldset className="field">
          <legend>{labels.visibility}</legend>
          <div className="field-choices">
            {visibilities.map((each) => (
              <label key={each} className="choice">
                <input type="radio" name="visibility" value={each} defaultChecked={isBack && refused.values.visibility === each} />
                <span>
                  {visibilityWords[each].label}
                  <span className="help">{visibilityWords[each].help}</span>
                </span>
              </label>
            ))}
          </div>
          {errors.length > 0 && <p className="error">{errors[0]!.message}</p>}
        </fieldset>
        {roles.length > 0 && <input type="hidden" name="role" value={role ?? roles[0]!.value} />}
        <p className="bar">
          <Button kind="primary" name="act" value="approve">
            This is my answer
          </Button>
          <Button kind="quiet" name="act" value="refuse">
            Refuse the note
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Quiet({ given, sheet: { hasDeclined, wantsReminders } }: { given: number; sheet: Sheet }) {
  return (
    <Section title="If you would rather not">
      <form method="post" className="bar">
        {given === 0 && !hasDeclined && (
          <Button kind="quiet" name="act" value="decline">
            I will not answer this round
          </Button>
        )}
        <Button kind="quiet" name="act" value={wantsReminders ? 'stop' : 'remind'}>
          {wantsReminders ? 'No reminders of this round' : 'Remind me of this round'}
        </Button>
      </form>
    </Section>
  );
}
