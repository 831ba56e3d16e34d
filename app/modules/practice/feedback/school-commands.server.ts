import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { ToolForm } from './schema.ts';
import { assertMayKeepPracticeOfSchool } from './school-queries.server.ts';

/** Adds a domain of the school's mail: from then on an address there may confirm. */
export async function addMailDomain(scope: Scope, domain: string): Promise<void> {
  const schoolId = assertMayKeepPracticeOfSchool(scope);
  const added = await scope.tx
    .insertInto('practiceMailDomain')
    .values({ schoolId, domain })
    .onConflict((on) => on.doNothing())
    .returning('domain')
    .executeTakeFirst();
  if (added) await appendSchoolEvent(scope, schoolId, { verb: 'add', subject: 'practice_mail_domain', subjectId: domain });
}

/** Takes a domain away: what was confirmed by it stays confirmed. */
export async function dropMailDomain(scope: Scope, domain: string): Promise<void> {
  const schoolId = assertMayKeepPracticeOfSchool(scope);
  const dropped = await scope.tx.deleteFrom('practiceMailDomain').where('domain', '=', domain).returning('domain').executeTakeFirst();
  if (!dropped) throw missing('This domain');
  await appendSchoolEvent(scope, schoolId, { verb: 'drop', subject: 'practice_mail_domain', subjectId: domain });
}

/** Attaches a tool that the school may use: observers of its students see its name, its address and what its licence says. */
export async function attachTool(scope: Scope, tool: ToolForm): Promise<void> {
  const schoolId = assertMayKeepPracticeOfSchool(scope);
  const attached = await scope.tx
    .insertInto('practiceTool')
    .values({ schoolId, ...tool })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!attached) throw conflict(`“${tool.name}” is attached already. Take it away first if its address or licence changed.`);
  await appendSchoolEvent(scope, schoolId, { verb: 'attach', subject: 'practice_tool', subjectId: attached.id, after: tool });
}

/** Takes a tool away. */
export async function detachTool(scope: Scope, id: string): Promise<void> {
  const schoolId = assertMayKeepPracticeOfSchool(scope);
  const detached = await scope.tx.deleteFrom('practiceTool').where('id', '=', id).returning(['name', 'link', 'licence']).executeTakeFirst();
  if (!detached) throw missing('This tool');
  await appendSchoolEvent(scope, schoolId, { verb: 'detach', subject: 'practice_tool', subjectId: id, before: detached });
}
