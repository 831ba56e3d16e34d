import { isoDayIn } from '#app/ui/date.ts';
import { daysLeft, dueIn, dueMoment, dueWords, hourIn } from './due.ts';
import { type RoundStep, type StepWaiter, stepAddress, stepWords, waiterWords } from './step.ts';

/** Nobody is reminded before this hour of their own day. */
const firstHour = 8;
/** How many days ahead of its last day a step is first reminded of, and how often once it is late. */
const week = 7;

/** A step that waits, at one school of one round. `dueOn` is null where no day is set. */
export type Waiting = {
  readonly round: { readonly slug: string; readonly title: string; readonly year: string };
  readonly school: { readonly slug: string; readonly name: string };
  readonly step: RoundStep;
  readonly waitsFor: StepWaiter;
  readonly dueOn: string | null;
  /** Since when it waits for them. */
  readonly since: Date;
};
/** Who is reminded, in their own zone. */
export type Receiver = { readonly name: string; readonly mail: string; readonly zone: string };
type At = { readonly now: Date; readonly zone: string };

/**
 * True when somebody is to be reminded of a step now: once in the week before its last day, on that day, and every week while it is late.
 * A lead is told at once of terms to answer, whoever convenes of a change asked for, and of that every week until it is answered. `lastAt` is the
 * last reminder, null for none; on the receiver's same day there is never another.
 */
export function isReminderDue(
  { step, dueOn, waitsFor, since }: Pick<Waiting, 'step' | 'dueOn' | 'waitsFor' | 'since'>,
  lastAt: Date | null,
  { now, zone }: At,
): boolean {
  if (hourIn(now, zone) < firstHour) return false;
  const passed = lastAt === null ? Number.POSITIVE_INFINITY : daysBetween(isoDayIn(lastAt, zone), isoDayIn(now, zone));
  if (passed <= 0) return false;
  if (step === 'accept' && (lastAt === null || lastAt < since)) return true;
  if (waitsFor === 'convener') return passed >= week;
  if (dueOn === null) return false;
  const left = daysLeft(dueOn, { now, zone });
  if (now > dueMoment(dueOn)) return passed >= week;
  if (left === 0) return true;
  return left <= week && passed > week - left;
}

function daysBetween(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000);
}

/** The mail that reminds one receiver of what waits at one school: what, by when in their zone, where, and how to have no more. */
export function reminderMail(receiver: Receiver, steps: readonly Waiting[], { now, base }: { now: Date; base: string }) {
  const { round, school } = steps[0]!;
  const at = { now, zone: receiver.zone };
  const [first] = steps;
  const subject =
    steps.length === 1
      ? `${round.title}: ${stepWords[first!.step].name.toLowerCase()}${first!.dueOn === null ? ' waits for you' : `, ${dueIn(first!.dueOn, at)}`}`
      : `${round.title}: ${steps.length} steps wait for you`;
  const text = `Hello ${receiver.name},

in the round “${round.title}” this waits at ${school.name}:

${steps.map((each) => line(each, { at, base })).join('\n\n')}

A reminder stops once its step is done. If you want none at all, say so here:
${base}/w/members/me#reminders
`;
  return { to: receiver.mail, subject: subject.replaceAll(/\s+/g, ' '), text };
}

function line({ step, waitsFor, dueOn, round, school }: Waiting, { at, base }: { at: At; base: string }): string {
  const { name, act } = stepWords[step];
  const where = base + stepAddress(step, { round, school: school.slug });
  if (waitsFor === 'convener') return `- The school asks for other terms. Read what it asks, and answer.\n  ${where}`;
  const what = waitsFor === 'director' ? `${waiterWords.director} ${act}; you can ask them again` : act;
  const by = dueOn === null ? '' : ` By ${dueWords(dueOn, at.zone)}: ${dueIn(dueOn, at)}.`;
  return `- ${name}: ${what}.${by}\n  ${where}`;
}
