import { v7 } from 'uuid';
import { type Actor, actingFor } from '#app/platform/actor.ts';
import { fewAtOnce } from '#app/platform/few-at-once.ts';
import { as } from '#app/platform/scope.server.ts';
import { finishGoal, keepLog, noteConversations, setGoal } from '../app/modules/practice/log/commands.server.ts';
import { debriefs, kinds, lastMonths, parts, type Said } from '../app/modules/practice/log/entry.ts';
import { competenciesToTry, ownGoals, ownSchools } from '../app/modules/practice/log/queries.server.ts';
import { steps } from '../app/modules/practice/scale.ts';
import { share } from '../app/modules/practice/sharing/commands.server.ts';
import { type Student, studentMail, students } from './practice-people.ts';
import { goalWords, nextWords, rotationWords, wentWords } from './practice-words.ts';

/** For how many months each class has noted conversations, the last ones. */
const monthsOf: Readonly<Record<number, number>> = { 2027: 24, 2028: 16, 2029: 5 };

/** Fills the logs of the sample's students, and Kit Navarro's with goals and one who reads it. `today` is a day such as "2026-11-20". */
export async function samplePractice(convener: Actor, today: string): Promise<void> {
  const { ids, competencies } = await as(convener, async (scope) => ({
    ids: new Map(
      (await scope.tx.selectFrom('person').select(['id', 'mail']).where('mail', 'in', students.map(studentMail)).execute()).map(
        ({ id, mail }) => [mail, id],
      ),
    ),
    competencies: (await competenciesToTry(scope)).map(({ stableId }) => stableId),
  }));
  const own = (student: Student): Actor =>
    actingFor(
      {
        personId: ids.get(studentMail(student))!,
        name: student.name,
        mail: studentMail(student),
        isSample: true,
        collaborativeRoles: [],
        schools: [],
      },
      null,
    );
  await fewAtOnce(
    students.map((student, at) => ({ student, at })),
    ({ student, at }) =>
      as(own(student), async (scope) => {
        const [school] = await ownSchools(scope);
        await keepLog(scope, { school: school?.id ?? null, graduates: student.graduates, counts: at % 11 !== 5 });
        // As if it had been begun before the first conversation in it: a half-year counts logs that were there.
        const begun = lastMonths(today, monthsOf[student.graduates] ?? 12).at(-1)!;
        await scope.tx
          .updateTable('practiceLog')
          .set({ begunAt: new Date(`${begun}-01T12:00:00Z`) })
          .where('personId', '=', scope.actor.personId)
          .execute();
        await noteConversations(scope, entriesOf(at, lastMonths(today, monthsOf[student.graduates] ?? 12), competencies));
      }),
  );
  await fillKit(own(students[0]!), today, competencies);
}

/** What one student noted: three to fourteen conversations, Kit's many. Only how they are combined differs; every text is written by us. */
function entriesOf(at: number, months: readonly string[], competencies: readonly string[]) {
  const count = at === 0 ? 18 : 3 + ((at * 7) % 12);
  return Array.from({ length: count }, (_, nth) => ({
    id: v7(),
    said: saidOf(at * 5 + nth * 3 + (at % 3), months, competencies, nth / count),
    nobodys: [],
  }));
}

function saidOf(seed: number, months: readonly string[], competencies: readonly string[], along: number): Said {
  const pick = <Of>(list: readonly Of[], by: number): Of => list[(seed * by + Math.floor(seed / list.length)) % list.length]!;
  const month = months[Math.min(months.length - 1, Math.floor((1 - along) * months.length))]!;
  const kind = pick(kinds, 3);
  const part = kind === 'observed' ? 'watched' : pick(parts, 1);
  const first = seed % competencies.length;
  return {
    ...{ kind, month, part, rotation: pick(rotationWords, 3), goal: seed % 3 === 0 ? '' : pick(goalWords, 7) },
    competencies: [...new Set([competencies[first]!, ...(seed % 2 ? [competencies[(first + 2) % competencies.length]!] : [])])],
    debriefed: seed % 5 === 0 ? null : pick(debriefs, 1),
    selfWords: pick(wentWords, 5),
    selfScale: part === 'watched' ? null : pick(steps, 3),
    next: seed % 4 === 0 ? '' : pick(nextWords, 5),
  };
}

async function fillKit(kit: Actor, today: string, competencies: readonly string[]): Promise<void> {
  const later = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  await as(kit, async (scope) => {
    const goal = (words: string, days: number, remind: boolean) => ({
      ...{ id: v7(), words, competency: competencies[0]!, due: later(days), remind, nobodys: [] },
    });
    await setGoal(scope, goal('Ask permission before I share what is hard', 9, true));
    await setGoal(scope, goal('Ask somebody to watch me and tell me one thing', 20, false));
    await setGoal(scope, goal('Sit down before I speak', -12, false));
    const sat = (await ownGoals(scope)).find(({ words }) => words === 'Sit down before I speak')!;
    await finishGoal(scope, { goal: sat.id, doneWords: 'I did, and they talked longer than before.', nobodys: [] });
    await share(
      scope,
      { id: v7(), entry: null, mail: 'ada.quill@ashby.example', until: later(60), includes: ['entries', 'growth'] },
      new Date(today),
    );
  });
}
