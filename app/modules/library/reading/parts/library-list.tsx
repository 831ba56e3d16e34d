import { withParam } from '#app/ui/address.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zone } from '../../../members/time-zone.ts';
import type { ListedItem, libraryList } from '../../items/queries.server.ts';
import type { ListSearch } from '../../items/schema.ts';
import { durations, type Facet, facets as facetNames, listSize } from '../../items/shelf.ts';
import { licenceOf } from '../../licences.ts';
import type { ItemKind, Phase } from '../../schema.ts';
import { durationWords, kindWords, phaseWords } from '../../words.ts';
import { namedCompetencies } from '../item-document.ts';

type Props = {
  list: Awaited<ReturnType<typeof libraryList>>;
  chosen: ListSearch;
  /** The query part of the address, and the address of an item without its short name; of the files, without their ending. */
  search: string;
  itemBase: string;
  files: string;
  collaborative: string;
  showsVisibility?: boolean;
};

/** What stands in the library, narrowed and sorted by the address; it works without script. */
export function LibraryList({ list, chosen, search, itemBase, files, collaborative, showsVisibility = false }: Props) {
  const { rows, total, page, counts, competencies } = list;
  // A form sends also what nobody chose.
  const isNarrowed = [chosen.q, ...facetNames.map((facet) => chosen[facet])].some(Boolean);
  if (total === 0 && !isNarrowed)
    return (
      <Empty title="Nothing is published yet">
        What a school publishes here can be read, taken and adapted by the others. The first item will stand here.
      </Empty>
    );
  return (
    <>
      <Filters {...{ counts, chosen, competencies, search, isNarrowed }} />
      {total === 0 ? (
        <p>Nothing fits all of this. Take one choice away, or write other words.</p>
      ) : (
        <Table
          caption="Items"
          isCaptionHidden
          count={count(total, 'item', 'items')}
          search={search}
          sort={chosen.q === '' ? 'title' : undefined}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'title',
              label: 'Item',
              isSortable: true,
              cell: (row) => <Named row={row} base={itemBase} collaborative={collaborative} showsVisibility={showsVisibility} />,
            },
            { key: 'kind', label: 'Kind', phone: 'bare', cell: ({ kind }) => kindWords[kind] },
            {
              key: 'competencies',
              label: 'Competencies',
              cell: (row) =>
                namedCompetencies(row.competencies, competencies)
                  .map(({ code }) => code)
                  .join(', '),
            },
            {
              key: 'phases',
              label: 'Phase',
              phone: 'bare',
              cell: (row) => (row.phases as Phase[]).map((phase) => phaseWords[phase]).join(', '),
            },
            {
              key: 'minutes',
              label: 'Duration',
              phone: 'bare',
              isSortable: true,
              cell: ({ minutes }) => minutes !== null && durationWords(minutes),
            },
            {
              key: 'licence',
              label: 'Licence',
              phone: 'bare',
              cell: ({ licence }) =>
                licenceOf(licence) && <span className={licenceOf(licence)!.deed ? 'whole' : undefined}>{licenceOf(licence)!.short}</span>,
            },
            {
              key: 'published',
              label: 'Published',
              isSortable: true,
              cell: ({ publishedAt }) => <span className="whole">{dayIn(publishedAt, zone)}</span>,
            },
          ]}
        />
      )}
      <Pagination page={page} size={listSize} total={total} noun="items" search={search} />
      {total > 0 && <Downloads of={isNarrowed ? 'These items' : 'All items'} address={files} search={search} />}
    </>
  );
}

function Named({
  row,
  base,
  collaborative,
  showsVisibility,
}: {
  row: ListedItem;
  base: string;
  collaborative: string;
  showsVisibility: boolean;
}) {
  return (
    <>
      <a href={`${base}/${row.slug}`}>{row.title}</a>
      {showsVisibility && row.visibility !== 'public' && (
        <>
          {' '}
          <Tag kind="own">{row.visibility === 'school' ? 'school only' : 'members'}</Tag>
        </>
      )}
      <span className="found-where">
        {row.summary} {row.owner ?? collaborative}.
      </span>
    </>
  );
}

/** A choice that narrows the list, and the way to take it away. */
function Chosen({ words, to }: { words: string; to: string }) {
  return (
    <li>
      <ButtonLink href={to}>
        <Icon name="close">
          <span className="visually-hidden">Take away: </span>
          {words}
        </Icon>
      </ButtonLink>
    </li>
  );
}

type FilterProps = Pick<Props['list'], 'counts' | 'competencies'> & { chosen: ListSearch; search: string; isNarrowed: boolean };

function Filters({ counts, competencies, chosen, search, isNarrowed }: FilterProps) {
  const shortTitles = new Map(competencies.map(({ code, shortTitle }) => [code, `${code} ${shortTitle}`]));
  const facets: readonly [Facet, string, (value: string) => string][] = [
    ['kind', 'Kind', (value) => kindWords[value as ItemKind]],
    ['competency', 'Competency', (value) => shortTitles.get(value) ?? value],
    ['phase', 'Phase', (value) => phaseWords[value as Phase]],
    ['duration', 'Duration', (value) => durations.find(({ id }) => id === value)!.label],
    ['licence', 'Licence', (value) => licenceOf(value)!.short],
  ];
  return (
    <search className="flow">
      <form method="get" className="flow no-print">
        {chosen.sort && <input type="hidden" name="sort" value={chosen.sort} />}
        <div className="bar fields">
          <Field name="q" type="search" label="Words in titles, descriptions and files" value={chosen.q} maxLength={200} />
          <Button>Show these items</Button>
        </div>
        <details className="fold-on-phone">
          <summary>Narrow the list</summary>
          <div className="halves">
            {facets.map(([facet, label, wordsOf]) => (
              <Field
                key={facet}
                kind="select"
                name={facet}
                label={label}
                value={chosen[facet] ?? ''}
                options={[
                  { value: '', label: 'All' },
                  ...counts[facet].map((each) => ({
                    value: each.value,
                    label: `${wordsOf(each.value)} (${each.count.toLocaleString('en')})`,
                  })),
                ]}
              />
            ))}
          </div>
        </details>
      </form>
      {isNarrowed && (
        <ul className="bar chosen" aria-label="The list is narrowed to">
          {chosen.q !== '' && <Chosen words={`“${chosen.q}”`} to={withParam(search, 'q', null)} />}
          {facets.map(
            ([facet, label, wordsOf]) =>
              chosen[facet] !== undefined && (
                <Chosen key={facet} words={`${label}: ${wordsOf(chosen[facet])}`} to={withParam(search, facet, null)} />
              ),
          )}
          <li className="no-print">
            <ButtonLink kind="quiet" href="?">
              Show all items
            </ButtonLink>
          </li>
        </ul>
      )}
    </search>
  );
}
