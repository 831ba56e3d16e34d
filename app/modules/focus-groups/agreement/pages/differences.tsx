import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Choices } from '#app/ui/choices.tsx';
import { count, listed } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Section } from '#app/ui/page.tsx';
import { pageWithin } from '#app/ui/page-within.ts';
import { Pagination } from '#app/ui/pagination.tsx';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { comparedRound } from '../compared-round.ts';
import { disagreements } from '../disagreement.ts';
import { levelWords } from '../parts/figures-table.tsx';
import { SideBySide } from '../parts/side-by-side.tsx';
import { comparisonRead, wordsAround } from '../round-queries.server.ts';
import { ComparisonSearch, RoundId } from '../schema.ts';
import type { Route } from './+types/differences';

const size = 20;

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const roundId = addressed(RoundId, params.round, 'This round');
  const { search, searchParams } = new URL(request.url);
  const { level, code, with: withId, coder, page: wanted } = ComparisonSearch.parse(Object.fromEntries(searchParams));
  const again = withId !== undefined && coder !== undefined ? { withId, coderId: coder } : undefined;
  const { study, round, read } = await scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { round, ...read } = await comparisonRead(scope, study, { roundId, ...again });
    return { study, round, read };
  });
  // Looking for them takes its time, so it stands between two scopes.
  const compared = comparedRound(read);
  const { comparison, codes, placeOf } = compared;
  const found = disagreements(
    code === undefined ? comparison : { ...comparison, codes: comparison.codes.filter((id) => id === code) },
    level,
  );
  const page = pageWithin(wanted, found.length, size);
  const shown = found.slice((page - 1) * size, page * size).map((each) => {
    const { textId, at } = placeOf(each.start);
    return { ...each, textId, begins: at, ends: at + each.end - each.start };
  });
  const words = await scoped({ context, request }, async (scope) => {
    const turns = [];
    for (const place of shown) turns.push(await wordsAround(scope, study, place));
    return turns;
  });
  const nameOf = (key: string) => read.coders.find((each) => each.key === key)?.name ?? key;
  return {
    ...{ study, round, level, search, page, total: found.length },
    code: codes.find(({ id }) => id === code)?.name ?? null,
    differences: shown.map(({ textId, code: codeId, begins, ends, coded, uncoded }, at) => ({
      key: `${codeId} ${textId} ${begins}`,
      code: codes.find(({ id }) => id === codeId)!.name,
      text: read.texts.find(({ id }) => id === textId)!.title,
      length: ends - begins,
      turns: words[at]!,
      coded: coded.map(nameOf),
      uncoded: uncoded.map(nameOf),
      readings: [...coded, ...uncoded].map((key) => ({
        coder: nameOf(key),
        spans: compared.read.codings
          .filter((coding) => coding.coder === key && coding.codeId === codeId && coding.textId === textId)
          .filter((coding) => words[at]!.some((turn) => turn.ends > coding.begins && turn.begins < coding.ends))
          .map((coding) => ({ start: coding.begins, end: coding.ends })),
      })),
    })),
  };
}

export default function Differences({ loaderData }: Route.ComponentProps) {
  const { study, round, level, search, page, total, code, differences } = loaderData;
  const at = (to: string) => {
    const params = new URLSearchParams(search);
    params.set('level', to);
    params.delete('page');
    return `?${params}`;
  };
  return (
    <StudyPage
      study={study}
      here="/agreement"
      below="Differences"
      title={code === null ? `Differences in ${round.title}` : `Differences: ${code}`}
      lead={`What stands behind the figures of ${round.title}, side by side. They add up to them.`}
    >
      <p>
        <a href={`/w/focus-groups/${study.slug}/agreement/${round.id}${search}`}>Back to the figures</a>
      </p>
      <Choices
        label="Level"
        options={Object.entries(levelWords).map(([value, { label }]) => ({ to: at(value), label, isCurrent: value === level }))}
      />
      {total === 0 ? (
        <Empty title="No difference">At this level nobody coded what another did not.</Empty>
      ) : (
        <p className="muted">{count(total, 'difference', 'differences')}.</p>
      )}
      {differences.map((each) => (
        <Section key={each.key} title={`${each.code}: ${each.text}`}>
          <p>
            {listed(each.coded)} coded{level === 'character' ? ` ${count(each.length, 'character', 'characters')} that` : ' it,'}{' '}
            {listed(each.uncoded)} did not.
          </p>
          <SideBySide turns={each.turns} readings={each.readings} />
        </Section>
      ))}
      <Pagination page={page} size={size} total={total} noun="differences" search={search} />
    </StudyPage>
  );
}
