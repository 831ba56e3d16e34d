import { scoped } from '#app/platform/web.server.ts';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayTakeOut } from '../../rules.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { leastHeard } from '../presence.ts';
import { themePresence } from '../presence-queries.server.ts';
import { cellWords } from '../presence-rows.ts';
import type { Route } from './+types/matrix';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const isOutside = new URL(request.url).searchParams.get('view') === 'outside';
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return { study, isOutside, mayTake: mayTakeOut(study), ...(await themePresence(scope, study, { isOutside })) };
  });
}

export default function Matrix({ loaderData: { study, isOutside, mayTake, sites, rows } }: Route.ComponentProps) {
  const themes = `/w/focus-groups/${study.slug}/themes`;
  return (
    <StudyPage
      study={study}
      here="/themes"
      below="By school and competency"
      title="Themes by school and competency"
      lead={
        isOutside
          ? 'What may be shown outside of the study: where a theme was heard, and nothing about how often.'
          : 'Where each theme was heard, and from how many participants in how many sessions. For the team alone.'
      }
    >
      <Choices
        label="For whom"
        options={[
          { to: `${themes}/matrix`, label: 'For the team', isCurrent: !isOutside },
          { to: `${themes}/matrix?view=outside`, label: 'For others', isCurrent: isOutside },
        ]}
      />
      {rows.length === 0 ? (
        <Empty title={isOutside ? 'No theme can be shown to others yet' : 'No theme yet'}>
          {isOutside
            ? 'At no site were three participants heard who agreed that schools are compared.'
            : 'Themes stand here by school once passages or codes say where they were heard.'}
        </Empty>
      ) : (
        <Table
          caption="Themes by school and competency"
          isCaptionHidden
          count={count(rows.filter(({ claim }) => claim !== null).length, 'theme in its competency', 'themes in their competencies')}
          rows={rows}
          rowKey={({ competency, themeId }) => `${competency} ${themeId}`}
          group={({ competency }) => competency}
          columns={[
            {
              key: 'theme',
              label: 'Theme',
              cell: ({ themeId, claim }) => (claim === null ? 'Any of its themes' : <a href={`${themes}/${themeId}`}>{claim}</a>),
            },
            ...sites.map(({ id, name }, at) => ({
              key: id,
              label: name,
              cell: ({ cells }: (typeof rows)[number]) => cellWords(cells[at]!) || '–',
            })),
          ]}
        />
      )}
      <p className="muted">
        Of participants who agreed that schools are compared.{' '}
        {isOutside
          ? `A site stands here where at least ${leastHeard} of its participants were heard; a dash says fewer or none, and does not tell which. A competency, and every number of sites, is made of shown cells alone, so that nothing can be subtracted; a theme with no shown cell is left out.`
          : `“heard (4 in 2)” says four participants in two sessions. It is no measure of how many think so.`}
      </p>
      {mayTake && <Downloads of="The matrix" address={`${themes}/matrix`} search={isOutside ? '?view=outside' : ''} />}
    </StudyPage>
  );
}
