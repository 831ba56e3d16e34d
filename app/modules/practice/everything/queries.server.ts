import type { Scope } from '#app/platform/scope.server.ts';
import type { PdfBlock } from '#app/platform/tagged-pdf.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { ownDebriefs } from '../debrief/queries.server.ts';
import { feedbackRequests, observations } from '../feedback/queries.server.ts';
import { anchorWords } from '../feedback/rubric.ts';
import { monthName } from '../log/entry.ts';
import { competenciesToTry, logOfOwn, type OwnPart } from '../log/queries.server.ts';
import { type Step, stepWords } from '../scale.ts';
import { sharesOfOwn } from '../sharing/queries.server.ts';

/** Everything that the asking person's practice holds, part by part in the order of the work. */
export async function everythingOfOwn(scope: Scope): Promise<OwnPart[]> {
  const parts: OwnPart[] = [];
  for (const partOfOwn of [logOfOwn, observationsOfOwn, debriefsOfOwn, sharesOfOwn, asksOfOwn]) parts.push(await partOfOwn(scope));
  return parts;
}

/** What others observed, and whom the student asked. */
async function observationsOfOwn(scope: Scope): Promise<OwnPart> {
  const [seen, requests, competencies] = [await observations(scope), await feedbackRequests(scope), await competenciesToTry(scope)];
  return {
    name: 'feedback',
    rows: { observations: seen, requests },
    blocks: [
      { kind: 'heading', level: 2, text: 'What others observed' },
      ...(seen.length === 0 ? [nothing('Nobody has observed anything.')] : []),
      ...seen.flatMap(({ month, observerName, observerRole, state, wentWell, toTry, step, anchors, reply }) => [
        { kind: 'paragraph' as const, text: [monthName(month), observerName, observerRole, state].filter(Boolean).join(' · ') },
        named([
          ['What went well', wentWell],
          ['What to try', toTry],
          ['How much was mine, as they saw it', step === null ? '' : stepWords[step as Step].observer],
          ...competencies.flatMap(({ stableId, code }): [string, string][] => {
            const said = (anchors as Record<string, string>)[stableId];
            return said === undefined ? [] : [[code, anchorWords(stableId, said)]];
          }),
          ['My answer', reply],
        ]),
      ]),
    ],
  };
}

/** Debriefs that the student kept. */
async function debriefsOfOwn(scope: Scope): Promise<OwnPart> {
  const kept = await ownDebriefs(scope);
  return {
    name: 'debriefs',
    rows: kept,
    blocks: [
      { kind: 'heading', level: 2, text: 'Debriefs' },
      ...(kept.length === 0 ? [nothing('None was kept.')] : []),
      ...kept.flatMap(({ month, withWhom, happened, wentWell, carry, need, wouldDo }) => [
        { kind: 'paragraph' as const, text: monthName(month) },
        named([
          ['With', withWhom],
          ['What happened', happened],
          ['What went well', wentWell],
          ['What I carry', carry],
          ['What I need', need],
          ['What I would do', wouldDo],
        ]),
      ]),
    ],
  };
}

/** Asks of courses in which the student takes part: they see done or not done, and nothing else. */
async function asksOfOwn({ actor, tx }: Scope): Promise<OwnPart> {
  const asks = await tx.selectFrom('practiceAskPart').selectAll().where('personId', '=', actor.personId).execute();
  return {
    name: 'asks',
    rows: asks,
    blocks: [
      { kind: 'heading', level: 2, text: 'What courses ask for' },
      nothing(
        asks.length === 0
          ? 'I take part in no ask of a course.'
          : `I take part since ${asks.map(({ takenAt }) => dayIn(takenAt, 'UTC')).join(', ')}. A course sees done or not done.`,
      ),
    ],
  };
}

function nothing(text: string): PdfBlock {
  return { kind: 'paragraph', text };
}
function named(facts: readonly (readonly [string, string])[]): PdfBlock {
  return { kind: 'list', items: facts.filter(([, said]) => said !== '').map(([name, said]) => `${name}: ${said}`) };
}
