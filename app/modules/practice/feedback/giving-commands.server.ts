import { sql } from 'kysely';
import { type FieldError, parseForm, typedIn } from '#app/platform/form.ts';
import type { Mail } from '#app/platform/mail.server.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { assertTellsNobody, type FieldFinding, unansweredWords } from '../personal-words.ts';
import { scaleVersion } from '../scale.ts';
import { confirmMail } from './confirm-mail.ts';
import { feedbackToGive } from './queries.server.ts';
import { rubricVersion } from './rubric.ts';
import { mayGiveFeedback } from './rules.ts';
import { type FeedbackSaid, feedbackForm, nobodysSaid } from './schema.ts';

/** `again`: this very answer has arrived before. `answered`: another one has, and this one is kept nowhere. `closed`: the link opens nothing. */
export type Given = { readonly outcome: 'kept' | 'again' | 'answered' | 'closed'; readonly mail: Mail | null };

type Link = { token: string; base: string };

function assertMayGive({ actor }: Scope): void {
  if (!mayGiveFeedback(actor))
    throw forbidden('give feedback as somebody who signed in', 'It is given behind the link, without an account.');
}

/** Keeps what an observer says behind a link, once; answers the mail that is to be sent after the scope, if the address is at the student's school. The address itself is not kept. */
export async function giveFeedback(
  scope: Scope,
  { token, base }: Link,
  { nobodys, ...said }: FeedbackSaid & { nobodys: readonly string[] },
): Promise<Given> {
  assertMayGive(scope);
  assertTellsNobody({ wentWell: said.wentWell, toTry: said.toTry }, nobodys);
  const confirming = newSecret();
  const words = JSON.stringify({ ...said, scale: said.step && scaleVersion, rubric: rubricVersion });
  const { rows } = await sql<{
    outcome: 'kept' | 'again' | 'answered';
    student: string;
    confirmDomain: string | null;
  }>`select outcome, student, confirm_domain from give_feedback(${hexOf(token)}, ${words}::jsonb, ${hexOf(confirming)})`.execute(scope.tx);
  const [given] = rows;
  if (!given) return { outcome: 'closed', mail: null };
  const { outcome, student, confirmDomain } = given;
  const mail = confirmDomain === null ? null : confirmMail({ to: said.mail, student, address: `${base}/f/confirm/${confirming}` });
  return { outcome, mail };
}

/** An answer that comes back: its mistakes, and the words that may tell who a patient is, with what was typed. */
export type Refused = {
  readonly outcome: 'refused';
  readonly errors: readonly FieldError[];
  readonly found: readonly FieldFinding[];
  readonly values: Readonly<Record<string, string>>;
};

/** Reads the form of an observer by what its link asks for, and keeps it. */
export async function takeFeedback(scope: Scope, link: Link, form: FormData): Promise<Given | Refused> {
  const shown = await feedbackToGive(scope, link.token);
  const input = parseForm(feedbackForm(shown?.competencyStableIds ?? []), form);
  if (!input.ok) return { outcome: 'refused', errors: input.errors, found: [], values: input.values };
  const nobodys = nobodysSaid(form);
  const { wentWell, toTry } = input.data;
  const found = unansweredWords({ wentWell, toTry }, nobodys);
  if (found.length > 0) return { outcome: 'refused', errors: [], found, values: typedIn(form) };
  return giveFeedback(scope, link, { ...input.data, nobodys });
}

/** Confirms an observation: what the button behind the link of the mail does, and opening the link does not. */
export async function confirmFeedback(scope: Scope, token: string): Promise<void> {
  assertMayGive(scope);
  const { rows } = await sql<{ isConfirmed: boolean }>`select confirm_feedback(${hexOf(token)}) as is_confirmed`.execute(scope.tx);
  if (!rows[0]!.isConfirmed) throw missing('What this link led to');
}
