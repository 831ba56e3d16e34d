import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { addPerson } from '../app/modules/members/commands.server.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';

/** Somebody of the sample who teaches, invented like all of it. `school` is the short name of a sample school. */
export type FacultyPerson = { readonly name: string; readonly school: string; readonly work: string };

/** Who teaches at the five sample schools, school by school. Ada Quill has been there before. */
export const facultyPeople: readonly FacultyPerson[] = [
  { name: 'Ada Quill', school: 'ashby', work: 'palliative care physician' },
  { name: 'Bea Halloran', school: 'ashby', work: 'hospitalist' },
  { name: 'Cyrus Ndiaye', school: 'ashby', work: 'emergency physician' },
  { name: 'Dora Linqvist', school: 'ashby', work: 'social worker' },
  { name: 'Elio Marchetti', school: 'ashby', work: 'family physician' },
  { name: 'Freya Oduya', school: 'ashby', work: 'oncologist' },
  { name: 'Gus Tremblay', school: 'ashby', work: 'chaplain' },
  { name: 'Hana Iversen', school: 'brookfield', work: 'palliative care physician' },
  { name: 'Ivo Castellane', school: 'brookfield', work: 'geriatrician' },
  { name: 'Jude Abernathy', school: 'brookfield', work: 'nurse practitioner' },
  { name: 'Kalia Fonoti', school: 'brookfield', work: 'family physician' },
  { name: 'Lars Whitcombe', school: 'brookfield', work: 'internist' },
  { name: 'Maren Osei', school: 'brookfield', work: 'standardised patient educator' },
  { name: 'Nico Valdane', school: 'calder', work: 'palliative care physician' },
  { name: 'Orla Desai', school: 'calder', work: 'paediatrician' },
  { name: 'Pilar Stone', school: 'calder', work: 'critical care physician' },
  { name: 'Quentin Aboah', school: 'calder', work: 'internist' },
  { name: 'Ruth Kessler', school: 'calder', work: 'psychologist' },
  { name: 'Silas Varga', school: 'calder', work: 'surgeon' },
  { name: 'Tamsin Reed', school: 'dunmore', work: 'palliative care physician' },
  { name: 'Ulric Benning', school: 'dunmore', work: 'cardiologist' },
  { name: 'Vera Solano', school: 'dunmore', work: 'nurse educator' },
  { name: 'Wynn Adair', school: 'dunmore', work: 'hospitalist' },
  { name: 'Xenia Rourke', school: 'dunmore', work: 'neurologist' },
  { name: 'Yann Delacroix', school: 'dunmore', work: 'internist' },
  { name: 'Zora Pickett', school: 'dunmore', work: 'social worker' },
  { name: 'Anton Bright', school: 'eastmoor', work: 'palliative care physician' },
  { name: 'Britta Owusu', school: 'eastmoor', work: 'nephrologist' },
  { name: 'Cleo Marchand', school: 'eastmoor', work: 'family physician' },
  { name: 'Dag Ellison', school: 'eastmoor', work: 'oncology nurse' },
];

/** Their address. */
export function facultyMail({ name, school }: Pick<FacultyPerson, 'name' | 'school'>): string {
  return `${name.toLowerCase().replace(' ', '.')}@${school}.example`;
}

/** Somebody of them by name, acting for their school. */
export function facultyActor(name: string): Promise<Actor> {
  const person = facultyPeople.find((each) => each.name === name);
  if (!person) throw new Error(`Nobody who teaches in the sample is called ${name}.`);
  return actorOfCommandLine(facultyMail(person), person.school);
}

/** Gives each of them the role at their school. */
export async function sampleFacultyPeople(convener: Actor): Promise<void> {
  await as(convener, async (scope) => {
    for (const person of facultyPeople)
      await addPerson(scope, { mail: facultyMail(person), name: person.name, role: 'faculty', school: person.school });
  });
}
