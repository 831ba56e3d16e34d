import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bringFile, bringIn, discard, readAgain, readColumns } from '#app/modules/curriculum/intake/jobs.server.ts';
import { importState, importWithReport } from '#app/modules/curriculum/intake/queries.server.ts';
import { isUnderWay } from '#app/modules/curriculum/intake/schema.ts';
import { isForControlCharacter } from '#app/modules/curriculum/inventory/ci-xml-refusal.ts';
import { proposalOf } from '#app/modules/curriculum/inventory/inventory-file.server.ts';
import { mayBringIn } from '#app/modules/curriculum/rules.ts';
import { AcademicYear } from '#app/modules/curriculum/schema.ts';
import type { Actor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { forbidden, invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Command, readOption } from './command.ts';
import { checkDocument, checkLines, fileNamed, matchingIn } from './curriculum-check.ts';

const usage = 'curriculum import FILE --school SLUG --year 2025-26 [--matching FILE.json] [--drop-control-characters]';

/** Checks a curriculum file and makes it the map of its academic year. A rejected file changes nothing. */
export const command: Command = {
  usage,
  takes: 1,
  options: { school: true, year: true, matching: false },
  switches: ['drop-control-characters'],
  async run({ positionals, options, actor: actorFor }) {
    const year = readOption(AcademicYear, options.year, usage);
    const actor = await actorFor(options.school);
    if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
    const matching = options.matching === undefined ? undefined : matchingIn(options.matching, usage);
    const path = fileNamed(positionals[0]!);
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw invalid(`There is no file at ${path}. Check the path.`);
    const file = await keepStream(createReadStream(path), config().uploadLimitBytes);
    const id = await bringFile(actor, { year, name: basename(path), file });
    let { check, isRejected } = await checked(actor, id);
    const proposal = matching && (await proposalOf(path));
    if (proposal) {
      await readColumns(actor, id, { matching, shape: proposal.shape });
      ({ check, isRejected } = await checked(actor, id));
    }
    if (isRejected && options['drop-control-characters'] === 'yes' && isForControlCharacter(check.messages)) {
      await readAgain(actor, id);
      ({ check, isRejected } = await checked(actor, id));
    }
    if (isRejected) {
      await discard(actor, id);
      return { document: checkDocument(check), lines: checkLines(check, true), exit: 1 };
    }
    await bringIn(actor, id);
    const { merged, problem } = await settled(actor, id);
    if (!merged) throw invalid(problem ?? 'This import was discarded by somebody else.');
    const { confirmedBy, ...imported } = merged;
    const written = `Brought in as ${imported.year}: ${imported.activities} activities in ${imported.courses} courses; ${imported.added} are new, ${imported.back} came back, ${imported.removed} are no longer in the file.`;
    return { document: { ...checkDocument(check), imported }, lines: [...checkLines(check, false), written] };
  },
};

async function checked(actor: Actor, id: string) {
  const { report, status, problem } = await settled(actor, id);
  if (!report) throw invalid(problem ?? 'The file could not be read.');
  return { check: report.check, isRejected: status === 'rejected' };
}

/** Waits while a program works on it: usually this one, and it has ended already; else a server that found the import unfinished. */
async function settled(actor: Actor, id: string) {
  while (isUnderWay((await as(actor, (scope) => importState(scope, id))).status)) await sleep(200);
  return as(actor, (scope) => importWithReport(scope, id));
}
