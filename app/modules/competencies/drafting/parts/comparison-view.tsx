import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Definitions } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Outlined } from '../../outline.ts';
import type { Version } from '../../queries.server.ts';
import type { Line } from '../comparison.ts';
import { type ComparisonPage, changeWords, kindsInWords, linesOnPage, type Run, wordsBetween } from '../comparison-words.ts';
import { draftingWords } from '../definitions.ts';
import type { ComparedVersions } from '../queries.server.ts';
import type { ComparisonSearch } from '../schema.ts';

type Props = {
  compared: Pick<ComparedVersions, 'versions' | 'from' | 'to'>;
  page: ComparisonPage;
  search: ComparisonSearch;
  /** The address of this comparison without its query part, for its files. */
  address: string;
};

/** Two versions of a framework side by side, word by word, with the choice of versions, counts, a filter and the files. For the workspace and for public pages. */
export function ComparisonView({
  compared: { versions, from, to },
  page: { page, lines, total, counts, unchanged },
  search,
  address,
}: Props) {
  const query = (show: string) => `?${new URLSearchParams({ from: from.number, to: to.number, show })}`;
  return (
    <>
      <form method="get" className="bar fields" aria-label="Which versions to compare">
        <VersionChoice name="from" label="Earlier version" versions={versions} chosen={from} />
        <VersionChoice name="to" label="Later version" versions={versions} chosen={to} />
        <input type="hidden" name="show" value={search.show} />
        <Button>Compare them</Button>
      </form>
      <ul className="bar" aria-label="How many items changed, and how">
        {counts.map(({ kind, number }) => (
          <li key={kind}>
            <span aria-hidden="true">{changeWords[kind].sign} </span>
            {changeWords[kind].word}: <strong className="num">{number.toLocaleString('en')}</strong>
          </li>
        ))}
      </ul>
      <Choices
        label="Which items to show"
        options={[
          { to: query('changes'), label: 'Changes only', isCurrent: search.show === 'changes' },
          { to: query('all'), label: 'All items', isCurrent: search.show === 'all' },
        ]}
      />
      {total === 0 ? (
        <p>
          {from.id === to.id
            ? 'This is one version, so nothing changed. Choose another to compare it with.'
            : `Nothing changed: all ${count(unchanged, 'item is', 'items are')} the same.`}
        </p>
      ) : (
        <div className="versus">
          <Table
            caption={`From version ${from.number} to version ${to.number}`}
            count={count(total, search.show === 'all' ? 'item' : 'change', search.show === 'all' ? 'items' : 'changes')}
            rows={[...lines]}
            rowKey={({ olds, now }) => `${now?.id} ${olds.map(({ id }) => id).join(' ')}`}
            columns={[
              { key: 'change', label: 'Change', cell: ({ kinds }) => <Kinds kinds={kinds} /> },
              { key: 'from', label: `Version ${from.number}`, cell: (line) => <Earlier line={line} /> },
              { key: 'to', label: `Version ${to.number}`, cell: (line) => <Later line={line} /> },
            ]}
          />
          <Pagination page={page} size={linesOnPage} total={total} noun="lines" search={query(search.show)} />
        </div>
      )}
      <Downloads of={search.show === 'all' ? 'All items' : 'All changes'} address={address} search={query(search.show)} />
      <Definitions definitions={draftingWords(['framework-change'])} />
    </>
  );
}

function VersionChoice({ name, label, versions, chosen }: { name: string; label: string; versions: readonly Version[]; chosen: Version }) {
  return (
    <span className="field narrow">
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} defaultValue={chosen.number}>
        {versions.map(({ id, number, status }) => (
          <option key={id} value={number}>
            {number} ({status})
          </option>
        ))}
      </select>
    </span>
  );
}

function Kinds({ kinds }: { kinds: Line['kinds'] }) {
  return (
    <span className="sign">
      <span aria-hidden="true">{changeWords[kinds[0]!].sign} </span>
      {kindsInWords(kinds)}
    </span>
  );
}

/** The one item before that the item now is compared with word by word: itself, or the only one it replaced. */
function counterpart({ olds, now }: Line): Outlined | undefined {
  return olds.find(({ stableId }) => stableId === now?.stableId) ?? (olds.length === 1 ? olds[0] : undefined);
}

function Earlier({ line }: { line: Line }) {
  const { olds, now } = line;
  if (olds.length === 0) return <span className="muted">Not in it</span>;
  const own = counterpart(line);
  return (
    <>
      {olds.map((old) => (
        <Wording key={old.id} item={old} other={old === own ? now : null} side="removed" />
      ))}
    </>
  );
}

function Later({ line }: { line: Line }) {
  if (!line.now) return <span className="muted">Not in it any more</span>;
  return <Wording item={line.now} other={counterpart(line) ?? null} side="added" />;
}

/** An item's code, short title and text, with what the other side does not have. */
function Wording({ item, other, side }: { item: Outlined; other: Outlined | null; side: 'removed' | 'added' }) {
  const runs = (own: string | null, others: string | null): Run[] => {
    if (!other) return own ? [{ kind: 'same', text: own }] : [];
    return side === 'removed' ? wordsBetween(own ?? '', others ?? '') : wordsBetween(others ?? '', own ?? '');
  };
  const part = (name: 'code' | 'shortTitle' | 'text') => <Runs runs={runs(item[name], other?.[name] ?? null)} side={side} />;
  return (
    <p>
      {(item.code || other?.code) && <span className="num">{part('code')} </span>}
      {(item.shortTitle || other?.shortTitle) && <strong>{part('shortTitle')} </strong>}
      {part('text')}
      {item.kind !== 'competency' && <span className="muted small"> ({[item.kind, item.phase].filter(Boolean).join(', ')})</span>}
    </p>
  );
}

function Runs({ runs, side }: { runs: readonly Run[]; side: 'removed' | 'added' }) {
  const Mark = side === 'removed' ? 'del' : 'ins';
  const seen = runs.filter(({ kind }) => kind === 'same' || kind === side).map((run, at) => ({ ...run, key: `${at} ${run.text}` }));
  return seen.map(({ kind, text, key }) =>
    kind === 'same' ? (
      <span key={key}>{text}</span>
    ) : (
      <Mark key={key}>
        <span className="visually-hidden">{side === 'removed' ? ' [removed: ' : ' [added: '}</span>
        {text}
        <span className="visually-hidden">] </span>
      </Mark>
    ),
  );
}
