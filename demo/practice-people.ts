import type { Actor } from '#app/platform/actor.ts';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';

/** A student of the sample, invented like all of it. `school` is the short name of a sample school, `graduates` the year of the class. */
export type Student = { readonly name: string; readonly school: string; readonly graduates: number };

/** How many of each class keep a log: classes above ten and below. */
const classes: readonly (readonly [school: string, graduates: number, students: number])[] = [
  ['ashby', 2027, 34],
  ['ashby', 2028, 28],
  ['ashby', 2029, 8],
  ['brookfield', 2027, 22],
  ['brookfield', 2028, 12],
  ['brookfield', 2029, 6],
  ['calder', 2027, 24],
  ['calder', 2028, 9],
  ['dunmore', 2027, 20],
  ['dunmore', 2028, 16],
  ['eastmoor', 2027, 14],
  ['eastmoor', 2028, 7],
];
const given = 'Arlo Bixa Cael Dimi Esmo Fenn Gita Hollis Ilka Joss Kerin Lumi Marek Nell Odi Pim Quill Rafe Suvi Tovi'.split(' ');
const family = 'Ashdown Brackwell Corvane Dellmoor Eastley Farrowgate Glimmer Hartsby Inchwell Jessamy'.split(' ');

/** Whom the sample had before, in their classes. */
const before: readonly Student[] = [
  { name: 'Kit Navarro', school: 'ashby', graduates: 2028 },
  { name: 'Noah Petrov', school: 'brookfield', graduates: 2027 },
];

/** About two hundred students who keep a log, class by class; Kit Navarro and Noah Petrov have been there before. No two have one name. */
export const students: readonly Student[] = [
  ...before,
  ...classes
    .flatMap(([school, graduates, count]) => Array.from({ length: count }, () => ({ school, graduates })))
    .map((of, at) => ({ name: `${given[at % given.length]} ${family[Math.floor(at / given.length)]}`, ...of })),
];

/** Their address. */
export function studentMail({ name, school }: Pick<Student, 'name' | 'school'>): string {
  return `${name.toLowerCase().replace(' ', '.')}@${school}.example`;
}

/** One of them, acting for their school. */
export function studentActor(student: Student): Promise<Actor> {
  return actorOfCommandLine(studentMail(student), student.school);
}

/** Makes each of them a student of their school: all in a few statements, since two hundred at a time are a class list and no invitation. */
export async function sampleStudents(convener: Actor): Promise<void> {
  const added = students.filter((each) => !before.includes(each));
  await as(convener, async (scope) => {
    const schools = await scope.tx.selectFrom('school').select(['id', 'slug']).where('isSample', '=', true).execute();
    const people = await scope.tx
      .insertInto('person')
      .values(added.map((each) => ({ name: each.name, mail: studentMail(each), isSample: true })))
      .returning(['id', 'mail'])
      .execute();
    const ids = new Map(people.map(({ id, mail }) => [mail, id]));
    for (const { id: schoolId, slug } of schools) {
      const own = added.filter(({ school }) => school === slug).map((each) => ids.get(studentMail(each))!);
      if (own.length === 0) continue;
      await scope.tx
        .insertInto('schoolRole')
        .values(own.map((personId) => ({ schoolId, personId, role: 'student' as const })))
        .execute();
      await appendSchoolEvent(scope, schoolId, {
        verb: 'add',
        subject: 'person',
        subjectId: null,
        after: { role: 'student', people: own.length },
      });
    }
  });
}
