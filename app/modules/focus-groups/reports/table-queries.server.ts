import { freshBySession, saturationBand, saturationOf } from '#app/maths/saturation.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { PlainTable } from '../exchange/plain-table.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { codesBySession, codesTogether, presencesBySession, talkBySession } from './heard.ts';
import { counted, heardSessions } from './heard-queries.server.ts';
import { codesTable, countingReports, type ReportName, saturationTable, talkTable, togetherTable, turnsTable } from './report-tables.ts';
import type { SaturationAsked } from './schema.ts';

/** Saturation of a study by session, its band, and what it is made of. */
export async function studySaturation(scope: Scope, study: Study, asked: SaturationAsked) {
  const found = await counted(scope, study);
  const presences = presencesBySession(found.sessions, found.codings, found.codes);
  const bySession = codesBySession(found.sessions, presences);
  const rule = { base: asked.base, run: asked.run, threshold: asked.threshold / 100 };
  return {
    ...found,
    fresh: freshBySession(bySession),
    saturation: saturationOf(bySession, rule),
    band: saturationBand(bySession, rule, { seed: asked.seed }),
  };
}

/** A table of reports as it leaves; without rows where the approach does not count codes. */
export async function reportTable(
  scope: Scope,
  study: Study,
  { name, asked }: { name: ReportName; asked: SaturationAsked },
): Promise<PlainTable> {
  if (countingReports.includes(name) && !isOn(study.approach, 'counts')) return { title: name, columns: [], rows: [] };
  if (name === 'saturation') {
    const found = await studySaturation(scope, study, asked);
    return saturationTable(found.sessions, found);
  }
  if (name === 'talk') return talkTable(talkBySession(await heardSessions(scope, study)));
  if (name === 'turns') return turnsTable(talkBySession(await heardSessions(scope, study)));
  const { sessions, codings, codes } = await counted(scope, study);
  if (name === 'codes') return codesTable(sessions, presencesBySession(sessions, codings, codes));
  return togetherTable(codesTogether(sessions, codings, codes));
}
