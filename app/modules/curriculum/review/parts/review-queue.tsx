import { type FormEvent, type Ref, useEffect, useRef } from 'react';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { OwnDevice, WaitsElsewhere } from '#app/ui/own-device.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue, type QueueAct } from '#app/ui/queue.tsx';
import type { Review, ReviewItem } from '../queries.server.ts';
import { proposedNext, questionsOf } from '../questions.ts';
import { AnswerFields } from './answer-fields.tsx';
import { OtherWays, Parts } from './parts.tsx';
import { extents, Suggestion } from './review-item.tsx';
import { Submitted } from './submitted.tsx';
import { type Said, useAnswers, type Waiting } from './use-answers.tsx';

type Props = { initial: Review; refusal: { readonly words: string; readonly sent?: string } | undefined; base: string };
type Submit = (event: FormEvent<HTMLFormElement>) => void;

/** The queue on the page: a plain form, which script turns into one that answers without a new page and never loses an answer. */
export function ReviewQueue({ initial, refusal, base }: Props) {
  const { shown, said = refusal && { ...refusal, isRefused: true }, waiting, send, device } = useAnswers(initial, initial.personId);
  const { item, progress, last, year, submission } = shown;
  // A refused answer stays in its form, with every word of it.
  const isClosed = submission !== null && !said?.isRefused;
  const title = useTitleFocus(nowOf(shown));
  const submit: Submit = (event) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    send(Object.fromEntries([...form].map(([name, value]) => [name, String(value)])));
  };
  return (
    <>
      {isClosed && year !== null && <Submitted year={year} submission={submission} base={base} />}
      <Parts shown={shown} />
      {progress && <Progress label="answered" done={progress.answered} total={progress.total} note={timeLeft(progress.minutesLeft)} />}
      <p role="status" className={said?.isRefused ? 'visually-hidden' : 'small muted'}>
        {waiting === 'network' ? 'Not saved yet – trying again. Your answer waits in this page.' : said ? toldIn(said) : lastWords(last)}
      </p>
      {said?.isRefused && (
        <Note kind="attention" title={said.sent ? 'Your answer was not saved' : 'Nothing was changed'}>
          {toldIn(said)}
        </Note>
      )}
      {waiting === 'signed-out' && <SignedOut />}
      {item ? (
        <Item
          key={nowOf(shown)}
          shown={{ ...shown, item }}
          isClosed={isClosed}
          base={base}
          waiting={waiting}
          submit={submit}
          titleRef={title}
        />
      ) : (
        <AllAnswered shown={shown} to={`${base}/coverage${year ? `?year=${year}` : ''}`} submit={submit} titleRef={title} />
      )}
      <OtherWays shown={shown} base={base} />
      <OwnDevice device={device} />
      {device.elsewhere.length > 0 && <WaitsElsewhere addresses={device.elsewhere} />}
      <Keys key={`keys ${nowOf(shown)}`} />
    </>
  );
}

/** Changes whenever there is something new to answer. */
function nowOf({ item, isStaying }: Review): string {
  return [item?.id, item?.answer, item?.isBlind, isStaying, item?.links.length].join(' ');
}

/** The first item is read in the page's own order; every later one takes the focus to its title. */
function useTitleFocus(now: string) {
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(now);
  useEffect(() => {
    if (before.current !== now) title.current?.focus();
    before.current = now;
  }, [now]);
  return title;
}

/** What “Link it” would say as it stands, so that nobody has to scroll to the choices to know it. */
function proposalWords({ item, competencies }: Review & { item: ReviewItem }): string | null {
  const { competencyId, level, extent } = item.proposed;
  const competency = competencies.find(({ id }) => id === competencyId);
  return competency ? `competency ${competency.code} ${competency.shortTitle}, ${level}, ${extents[extent]}` : null;
}

type ItemProps = {
  shown: Review & { item: ReviewItem };
  isClosed: boolean;
  base: string;
  waiting: Waiting | undefined;
  submit: Submit;
  titleRef: Ref<HTMLHeadingElement>;
};

function Item({ shown, isClosed, base, waiting, submit, titleRef }: ItemProps) {
  const { item, last, competencies } = shown;
  const isStaying = shown.isStaying && !isClosed;
  const isOpen = item.answer === null && !item.isBlind && !isClosed;
  const undone = isOpen || isStaying ? last?.undone : item.id;
  const proposed = isOpen ? item.proposed : isStaying ? proposedNext(item, competencies) : null;
  const seen = { seen: String(item.seen), activityId: item.activityId };
  return (
    <Queue
      item={<Suggestion item={item} proposes={proposalWords(shown)} base={base} titleRef={titleRef} />}
      action={addressOf(shown)}
      hidden={{ hitId: item.id, ...seen, ...(undone && { undone }) }}
      questions={proposed ? questionsOf(proposed, competencies) : []}
      acts={isClosed ? ways : isStaying && !isOpen ? moreActs(undone !== undefined) : actsOf(item, undone !== undefined)}
      saved={isClosed ? '' : savedWords(waiting)}
      onSubmit={submit}
    >
      {isClosed ? item.answer !== null && <p>{answeredWords(item)}</p> : !isOpen && <Standing item={item} isStaying={isStaying} />}
      {proposed && <AnswerFields proposed={proposed} competencies={competencies} />}
      {isOpen && (
        <details>
          <summary>Say why not (optional)</summary>
          <div className="field">
            <label htmlFor="reason">Why this does not fit</label>
            <textarea id="reason" name="reason" rows={2} maxLength={500} aria-describedby="reason-help" />
            <p className="help" id="reason-help">
              Kept with “Not this”, for whoever looks at the keyword later.
            </p>
          </div>
        </details>
      )}
      {item.answer === 'accepted' && !isStaying && !isClosed && (
        <p className="bar">
          <ButtonLink href={`?hit=${item.id}&stay=yes`} keyLabel="l">
            Link another competency
          </ButtonLink>
        </p>
      )}
    </Queue>
  );
}

function Standing({ item, isStaying }: { item: ReviewItem; isStaying: boolean }) {
  if (item.isBlind)
    return <p>You answered this one. It counts when your colleague has answered too. Take your answer back to answer anew.</p>;
  if (isStaying) return <p>Link the same activity to another competency too, or go on to the next.</p>;
  return <p>{answeredWords(item)} Take it back to answer anew.</p>;
}

function answeredWords({ answer, answeredByName, reason }: ReviewItem) {
  return (
    <>
      <strong>{answer === 'accepted' ? 'Linked' : 'Not this'}</strong>, answered by {answeredByName}
      {reason && `: “${reason}”`}.
    </>
  );
}

const ways: QueueAct[] = [
  { value: 'next', label: 'Next', keyLabel: 'j', kind: 'quiet' },
  { value: 'back', label: 'Back', keyLabel: 'k', kind: 'quiet' },
];

const undoLast: QueueAct = { value: 'undo', label: 'Undo last', keyLabel: 'u', kind: 'quiet', isRare: true };

function moreActs(hasUndo: boolean): QueueAct[] {
  return [{ value: 'more', label: 'Link this too', keyLabel: 'y', kind: 'primary' }, ...ways, ...(hasUndo ? [undoLast] : [])];
}

function actsOf({ answer, isBlind, isAnsweredByMe, answeredByName }: ReviewItem, hasUndo: boolean): QueueAct[] {
  if (answer === null && !isBlind)
    return [
      { value: 'link', label: 'Link it', keyLabel: 'y', kind: 'primary' },
      { value: 'reject', label: 'Not this', keyLabel: 'n' },
      { value: 'skip', label: 'Skip', keyLabel: 'j', kind: 'quiet' },
      { value: 'stay', label: 'Link and name another', keyLabel: 'l', kind: 'quiet', isRare: true },
      { value: 'back', label: 'Back', keyLabel: 'k', kind: 'quiet', isRare: true },
      ...(hasUndo ? [undoLast] : []),
    ];
  // `u` is one's own last answer to the fingers; a colleague's must never go by habit.
  const undo = isAnsweredByMe ? { label: 'Undo', keyLabel: 'u' } : { label: `Take back ${answeredByName}’s answer`, keyLabel: 'x' };
  return [...ways, { value: 'undo', kind: 'quiet', ...undo }];
}

/** The address that shows this item again, in the same part of the queue. */
function addressOf({ item, year, part }: Review): string {
  const named = Object.entries({ year, ...part, hit: item?.id }).flatMap(([name, value]) => (value ? [[name, value]] : []));
  return `?${new URLSearchParams(named)}`;
}

type DoneProps = { shown: Review; to: string; submit: Submit; titleRef: Ref<HTMLHeadingElement> };

function AllAnswered({ shown, to, submit, titleRef }: DoneProps) {
  const isPart = Object.values(shown.part).some(Boolean);
  return (
    <div className="empty">
      <h2 ref={titleRef} tabIndex={-1}>
        {isPart ? 'All of these are answered' : 'Everything is answered'}
      </h2>
      <p>
        {isPart ? 'Other suggestions may still wait. ' : 'The links you confirmed are the school’s map now. '}
        See where each competency is taught, and open a figure for the activities behind it.
      </p>
      <p className="bar">
        <ButtonLink kind="primary" href={to}>
          See the coverage
        </ButtonLink>
        {isPart && <ButtonLink href={`?year=${shown.year}`}>Review the others</ButtonLink>}
      </p>
      {shown.last && shown.submission === null && (
        <form method="post" action={addressOf(shown)} onSubmit={submit}>
          <input type="hidden" name="undone" value={shown.last.undone} />
          <Button name="act" value="undo" keyLabel="u" kind="quiet">
            Undo last
          </Button>
        </form>
      )}
    </div>
  );
}

function SignedOut() {
  return (
    <Note kind="attention" title="You are not signed in here any more" isAnswer>
      <p>
        Your last answer waits in this page.{' '}
        <a href="/sign-in" target="_blank" rel="noreferrer">
          Sign in in another tab
        </a>
        , and it is sent by itself.
      </p>
    </Note>
  );
}

function toldIn({ words, sent }: Said): string {
  return sent ? `${words} You had answered: ${sent}.` : words;
}

function savedWords(waiting: Waiting | undefined): string {
  if (waiting === 'sending') return 'Saving…';
  return waiting ? 'Not saved yet – trying again' : 'Saved on the server at every answer';
}

function timeLeft(minutes: number | null): string | undefined {
  if (!minutes) return undefined;
  return `about ${count(minutes, 'minute', 'minutes')} left at this pace`;
}

function lastWords(last: Review['last']): string {
  return last ? `Your last answer: ${last.answer === 'accepted' ? 'linked' : 'not this'}, “${last.title}”.` : '';
}
