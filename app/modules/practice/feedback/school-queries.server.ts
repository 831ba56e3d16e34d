import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepPracticeOfSchool } from './rules.ts';

/** Refuses whoever does not lead the school they act for; answers that school. */
export function assertMayKeepPracticeOfSchool({ actor }: Scope): string {
  if (!mayKeepPracticeOfSchool(actor)) throw forbidden('change what a school adds to practice', 'Its lead does.');
  return actor.school!.id;
}

/** The domains of the mail of the school that one acts for. */
export async function mailDomains({ tx }: Scope): Promise<string[]> {
  const rows = await tx.selectFrom('practiceMailDomain').select('domain').orderBy('domain').execute();
  return rows.map(({ domain }) => domain);
}

/** The tools that this school attached, by reference. */
export function attachedTools({ tx }: Scope) {
  return tx.selectFrom('practiceTool').select(['id', 'name', 'link', 'licence']).orderBy('name').execute();
}
