import { addCode } from '#app/modules/focus-groups/coding/codebook-commands.server.ts';
import { beginStudy, giveStudyRole } from '#app/modules/focus-groups/study/commands.server.ts';
import { type Study, studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { beginTheme } from '#app/modules/focus-groups/themes/commands.server.ts';
import { type Actor, actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import type { StudyRole } from '../app/modules/focus-groups/rules.ts';

/** What somebody says in a group; `participantId` null for a moderator. */
export type Said = { readonly speaker: string; readonly participantId: string | null; readonly text: string };

/** A site of a study with an approval, a session and participants by these pseudonyms, as the command line would bring them in. */
export async function heardGroup(
  studyId: string,
  { schoolId, pseudonyms, title = 'Group 1' }: { schoolId: string; pseudonyms: readonly string[]; title?: string },
) {
  return as(operator(), async ({ tx }) => {
    const { id: siteId } = await tx
      .insertInto('studySite')
      .values({ studyId, forSchoolId: schoolId, determination: 'exempt', approvedOn: '2020-01-01' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: sessionId } = await tx
      .insertInto('groupSession')
      .values({ studyId, siteId, title, protocolNumber: 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    const people = await tx
      .insertInto('participant')
      .values(pseudonyms.map((pseudonym) => ({ studyId, siteId, pseudonym, state: 'agreed' as const })))
      .returning(['id', 'pseudonym'])
      .execute();
    return { siteId, sessionId, participantOf: Object.fromEntries(people.map(({ id, pseudonym }) => [pseudonym, id])) };
  });
}

/** A text that one of the staff made and another signed, turn by turn; answers its id. Both are named for the site and do not teach there. */
export async function signedText(
  [maker, second]: readonly [Actor, Actor],
  { studyId, siteId, sessionId, title, said }: { studyId: string; siteId: string; sessionId: string; title: string; said: readonly Said[] },
): Promise<string> {
  const id = await as(maker, async ({ tx }) => {
    const { id: transcriptId } = await tx
      .insertInto('transcript')
      .values({ studyId, sessionId, siteId, title, state: 'signed' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const text = said.map((turn) => turn.text).join('\n');
    const { id } = await tx
      .insertInto('transcriptText')
      .values({ studyId, transcriptId, siteId, number: 1, text, hash: 'of a test', madeBy: maker.personId })
      .returning('id')
      .executeTakeFirstOrThrow();
    let at = 0;
    const turns = said.map(({ speaker, participantId, text: words }, position) => {
      const begins = at;
      at += words.length + 1;
      const kind = participantId === null ? ('moderator' as const) : ('participant' as const);
      return { studyId, textId: id, position, speaker, participantId, kind, begins, ends: begins + words.length };
    });
    await tx.insertInto('transcriptTurn').values(turns).execute();
    return id;
  });
  await as(second, ({ tx }) =>
    tx
      .updateTable('transcriptText')
      .set({ signedBy: second.personId, signedAt: new Date(), residualRisk: 'Low: invented.' })
      .where('studyId', '=', studyId)
      .where('id', '=', id)
      .execute(),
  );
  return id;
}

type Coded = {
  readonly title: string;
  readonly lead: Member;
  /** The others with their roles; two of the staff, the second of whom signs. */
  readonly people: readonly (readonly [Member, StudyRole])[];
  readonly schoolId: string;
  readonly codes: readonly string[];
  /** What Willow says, turn by turn. */
  readonly said: readonly string[];
};

/** A study for coding reliability with its people, a codebook and a signed text; `of` does something in it as one of them. */
export async function codedStudy({ title, lead, people, schoolId, codes, said }: Coded) {
  const slug = await as(actingFor(lead, lead.schools[0]!.slug), (scope) =>
    beginStudy(scope, { title, approach: 'reliability', question: 'What helps?' }),
  );
  const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(actingFor(member, null), async (scope) => work(scope, await studyNamed(scope, slug)));
  for (const [{ mail }, role] of people) await of(lead, (scope, study) => giveStudyRole(scope, study, { mail, role, siteId: null }));
  const studyId = await of(lead, async (_, study) => study.id);
  const heard = await heardGroup(studyId, { schoolId, pseudonyms: ['Willow'] });
  const { siteId, sessionId, participantOf } = heard;
  const [maker, second] = people.filter(([, role]) => role === 'staff').map(([member]) => actingFor(member, null));
  const turns = said.map((text) => ({ speaker: 'Willow', participantId: participantOf.Willow!, text }));
  const textId = await signedText([maker!, second!], { studyId, siteId, sessionId, title, said: turns });
  const codeIds: string[] = [];
  for (const name of codes)
    codeIds.push(
      await of(lead, (scope, study) =>
        addCode(scope, study, { name, parentId: null, definition: '', include: '', exclude: '', example: '', colour: 0 }),
      ),
    );
  return { ...heard, slug, studyId, of, textId, codeIds };
}

/**
 * A study with one theme, "Silence is learned": `lead` leads it, two of `staff` signed what Willow, Fern and Ash said, one after another, and each of the three may be quoted. `begins`: where in the text a
 * turn begins.
 */
export async function studyWithTheme({
  lead,
  staff,
  schoolId,
  said,
  summary = '',
}: {
  lead: Member;
  staff: readonly [Member, Member];
  schoolId: string;
  said: readonly [string, string, string];
  summary?: string;
}) {
  const leading = actingFor(lead, null);
  const slug = await as(actingFor(lead, lead.schools[0]!.slug), (scope) =>
    beginStudy(scope, { title: 'Silence', approach: 'immersion', question: 'What helps?' }),
  );
  const study = await as(leading, (scope) => studyNamed(scope, slug));
  for (const { mail } of staff) await as(leading, (scope) => giveStudyRole(scope, study, { mail, role: 'staff', siteId: null }));
  const speakers = ['Willow', 'Fern', 'Ash'];
  const { siteId, sessionId, participantOf } = await heardGroup(study.id, { schoolId, pseudonyms: speakers });
  const [maker, second] = staff.map((each) => actingFor(each, null));
  const textId = await signedText([maker!, second!], {
    ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
    said: said.map((text, at) => ({ speaker: speakers[at]!, participantId: participantOf[speakers[at]!]!, text })),
  });
  await as(leading, async ({ tx }) => {
    const letter = { version: '1', text: 'Letter', onWithdrawal: 'stop' as const, items: ['take part', 'quote', 'cross-school analysis'] };
    const { id: letterId } = await tx
      .insertInto('consentLetter')
      .values({ studyId: study.id, siteId, ...letter })
      .returning('id')
      .executeTakeFirstOrThrow();
    const granted = { studyId: study.id, letterId, granted: letter.items, givenOn: '2026-01-01' };
    await tx
      .insertInto('consent')
      .values(speakers.map((name) => ({ ...granted, participantId: participantOf[name]! })))
      .execute();
  });
  const themeId = await as(leading, (scope) =>
    beginTheme(scope, study, { claim: 'Silence is learned', summary, plain: '', counterSearch: '' }),
  );
  const begins = (turn: number) => said.slice(0, turn).reduce((sum, each) => sum + each.length + 1, 0);
  return { study, textId, themeId, participantOf, begins };
}
