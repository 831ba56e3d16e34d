import type { Scope } from '#app/platform/scope.server.ts';
import { count } from '#app/ui/count.ts';
import { day } from '#app/ui/date.ts';
import { toLookAgain } from '../coding/look-again-queries.server.ts';
import { rounds } from '../coding/queries.server.ts';
import { roundProgress } from '../coding/round-queries.server.ts';
import { mayLeadStudy, maySettle } from '../rules.ts';
import { approvalWarning } from '../study/approval.ts';
import { type Study, studyPeople } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import { transcripts } from '../transcripts/queries.server.ts';

/** Something that waits for somebody in a study: what it is, what to do, and where. */
export type Waiting = { readonly title: string; readonly act: string; readonly to: string };

/** What waits for the acting person in a study, in the order of the work: approvals to write down, texts to de-identify and to sign, rounds to code and to open, differences to settle. */
export async function waitingIn(scope: Scope, study: Study): Promise<Waiting[]> {
  if (study.closedAt !== null) return [];
  return [...(await approvalsWaiting(scope, study)), ...(await textsWaiting(scope, study)), ...(await roundsWaiting(scope, study))];
}

async function approvalsWaiting(scope: Scope, study: Study): Promise<Waiting[]> {
  if (!mayLeadStudy(study)) return [];
  return (await studySites(scope, study)).flatMap((site) => {
    const title = approvalWarning(site, site.expiresOn ? day(site.expiresOn) : '');
    const to = `/w/focus-groups/${study.slug}/sites/${site.id}`;
    if (title === null) return [];
    if (site.approval.state === 'none') return [{ title, act: 'Write what its board decided', to }];
    return [{ title, act: 'Note its renewal as an amendment', to: `${to}#amend` }];
  });
}

/** Transcripts that the acting person may read as they were said, and that are not signed yet. */
async function textsWaiting(scope: Scope, study: Study): Promise<Waiting[]> {
  const { actor, tx } = scope;
  const open = (await transcripts(scope, study)).filter(({ mayRead, erasedAt }) => mayRead && erasedAt === null);
  if (open.length === 0) return [];
  const texts = await tx
    .selectFrom('transcriptText')
    .distinctOn('transcriptId')
    .select(['transcriptId', 'madeBy', 'signedAt'])
    .where('studyId', '=', study.id)
    .orderBy('transcriptId')
    .orderBy('number', 'desc')
    .execute();
  const unanswered = await tx
    .selectFrom('identifyingPassage')
    .select(({ fn }) => ['transcriptId', fn.countAll<number>().as('many')])
    .where('studyId', '=', study.id)
    .where('answer', 'is', null)
    .groupBy('transcriptId')
    .execute();
  return open.flatMap(({ id, title, state }) => {
    const to = `/w/focus-groups/${study.slug}/transcripts/${id}`;
    const text = texts.find(({ transcriptId }) => transcriptId === id);
    const many = Number(unanswered.find(({ transcriptId }) => transcriptId === id)?.many ?? 0);
    if (state === 'brought')
      return [{ title: `${title} is brought in`, act: 'Look for what may say who somebody is', to: `${to}/deidentify` }];
    if (many > 0)
      return [
        { title: `${title}: ${count(many, 'passage waits', 'passages wait')} for an answer`, act: 'Answer them', to: `${to}/deidentify` },
      ];
    if (text?.signedAt === null)
      return text.madeBy === actor.personId
        ? []
        : [{ title: `${title} waits for a second reader`, act: 'Read and sign', to: `${to}/sign` }];
    return text ? [] : [{ title: `${title}: every passage is answered`, act: 'Make the text', to: `${to}/deidentify` }];
  });
}

/** Rounds that are not closed: to the coders who are not done, to the lead where every coder is, to who settles; and what is to be looked at again. */
async function roundsWaiting(scope: Scope, study: Study): Promise<Waiting[]> {
  const base = `/w/focus-groups/${study.slug}`;
  const all = await rounds(scope, study);
  const progress = await roundProgress(scope, study);
  const coders = (await studyPeople(scope, study)).filter(({ role }) => role === 'coder');
  const isCoder = study.roles.includes('coder');
  const waiting: Waiting[] = [];
  for (const { id, title, kind, openedAt, ofRound } of all.filter(({ closedAt }) => closedAt === null)) {
    const isBlind = kind === 'blind' && openedAt === null;
    const { asked, coded, isDone, done } = progress(id);
    const areAllDone = coders.length > 0 && coders.every((coder) => done.some(({ personId }) => personId === coder.personId));
    if (kind === 'consensus' && maySettle(study)) {
      const settled = all.find((each) => each.id === ofRound)?.title ?? title;
      waiting.push({
        title: `Differences in “${settled}” are being settled`,
        act: 'See what is open',
        to: `${base}/agreement/${ofRound}/settle`,
      });
    }
    if (isCoder && !isDone && (isBlind || kind === 'open'))
      waiting.push({
        title: asked > 0 ? `${title}: you coded in ${coded} of ${asked} turns` : `${title} is open for you`,
        act: 'Code',
        to: `${base}/coding`,
      });
    if (mayLeadStudy(study) && isBlind && areAllDone)
      waiting.push({ title: `${title}: every coder is done`, act: 'Open it to the team', to: `${base}/coding` });
  }
  const again = isCoder ? (await toLookAgain(scope, study)).length : 0;
  if (again > 0)
    waiting.push({
      title: `${count(again, 'coding of yours waits', 'codings of yours wait')} to be looked at again`,
      act: 'Look again',
      to: `${base}/coding/again`,
    });
  return waiting;
}
