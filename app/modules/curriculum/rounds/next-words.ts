import type { Actor } from '#app/platform/actor.ts';
import { mayAnswerTerms, mayKeepRounds, mayReview } from '../rules.ts';
import { type Cell, waiting } from './board.ts';
import { dueIn, dueMoment, sinceWords } from './due.ts';
import { type RoundStep, type StepPlace, type StepWaiter, stepAddress, stepWords, waiterWords } from './step.ts';

type At = { readonly now: Date; readonly zone: string };

/** A step that waits at the reader's own school, said for a list. */
export type NextStepWords = {
  readonly step: string;
  readonly name: string;
  readonly act: string;
  readonly who: string;
  readonly since: string;
  readonly due: string | null;
  readonly isLate: boolean;
  readonly isYours: boolean;
  /** Where the reader does it, or sees who has not; null where they can do neither. */
  readonly to: string | null;
};

/** True when a step waits for this person: as the school's lead, as one who maps there, or as whoever convenes. */
export function isWaitedFor(actor: Actor, waitsFor: StepWaiter | null): boolean {
  if (waitsFor === 'convener') return mayKeepRounds(actor);
  return (waitsFor === 'lead' && mayAnswerTerms(actor)) || (waitsFor === 'mapper' && mayReview(actor));
}

/** True once the last day of a step that is not done is over. */
export function isLate(cell: Pick<Cell, 'state'>, dueOn: string | null, now: Date): boolean {
  return cell.state !== 'done' && dueOn !== null && now > dueMoment(dueOn);
}

/** What waits at a school, in words for one of its people. */
export function nextWords(
  cells: readonly Cell[],
  { actor, dueOn, where, at }: { actor: Actor; dueOn: Readonly<Record<RoundStep, string | null>>; where: StepPlace; at: At },
): NextStepWords[] {
  return waiting(cells).map(({ step, waitsFor, since, state }) => {
    const due = dueOn[step];
    return {
      step,
      name: stepWords[step].name,
      act: stepWords[step].act,
      who: waiterWords[waitsFor!],
      since: sinceWords(since!, at.zone),
      due: due === null ? null : dueIn(due, at),
      isLate: isLate({ state }, due, at.now),
      isYours: isWaitedFor(actor, waitsFor),
      to: isWaitedFor(actor, waitsFor) || (waitsFor === 'director' && mayAnswerTerms(actor)) ? stepAddress(step, where) : null,
    };
  });
}
