import type { FormEventHandler, ReactNode } from 'react';
import { Button, type ButtonKind, Key } from './button.tsx';

/** One part of the answer: a question with its options, one already proposed. */
export type QueueQuestion = {
  name: string;
  legend: string;
  chosen?: string;
  options: { value: string; label: string; keyLabel: string }[];
};
/** A button that answers: its value is sent as `act`. On a phone the rare ones stand below the bar that stays in sight. */
export type QueueAct = { value: string; label: string; keyLabel: string; kind?: ButtonKind; isRare?: boolean };

type QueueProps = {
  item: ReactNode;
  action?: string;
  hidden?: Record<string, string>;
  questions: QueueQuestion[];
  acts: QueueAct[];
  saved: string;
  errors?: ReactNode;
  children?: ReactNode;
  onSubmit?: FormEventHandler<HTMLFormElement>;
};

/**
 * One item of a review queue: the item with its context, the parts of the answer, and the acts. It is a plain form; `Keys` makes the single
 * keys that stand on it work. `children` are further fields of the answer; `onSubmit` may send it without a new page. Put its progress into the page's `status` or above it.
 */
export function Queue({ item, action, hidden = {}, questions, acts, saved, errors, children, onSubmit }: QueueProps) {
  return (
    <div className="queue">
      <article className="queue-item">{item}</article>
      <form className="queue-answer" method="post" action={action} onSubmit={onSubmit}>
        {errors}
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {questions.map((question) => (
          <Question key={question.name} question={question} />
        ))}
        {children}
        <div className="acts">
          <div className="acts-near">
            <Acts acts={acts.filter(({ isRare }) => !isRare)} />
          </div>
          <div className="acts-rare">
            <Acts acts={acts.filter(({ isRare }) => isRare)} />
            <span className="muted small push">{saved}</span>
          </div>
        </div>
        <KeysHelp questions={questions} acts={acts} />
      </form>
    </div>
  );
}

function Acts({ acts }: { acts: QueueAct[] }) {
  return acts.map((act) => (
    <Button key={act.value} kind={act.kind} name="act" value={act.value} keyLabel={act.keyLabel}>
      {act.label}
    </Button>
  ));
}

function Question({ question: { name, legend, chosen, options } }: { question: QueueQuestion }) {
  return (
    <fieldset id={name}>
      <legend>{legend}</legend>
      <div className="options">
        {options.map((option) => (
          <label key={option.value} className="option">
            <input
              type="radio"
              name={name}
              value={option.value}
              defaultChecked={option.value === chosen}
              aria-keyshortcuts={option.keyLabel}
            />
            <Key label={option.keyLabel} />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function KeysHelp({ questions, acts }: { questions: QueueQuestion[]; acts: QueueAct[] }) {
  const lines = [
    ...acts.map((act) => [act.keyLabel, act.label] as const),
    ...questions.flatMap((question) => question.options.map((option) => [option.keyLabel, `${question.legend} ${option.label}`] as const)),
    ['?', 'Show or hide this list'] as const,
  ];
  return (
    <details className="keys-help">
      <summary aria-keyshortcuts="?">
        All keys <Key label="?" />
      </summary>
      <dl className="facts">
        {lines.map(([key, does]) => (
          <div key={`${key} ${does}`}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
