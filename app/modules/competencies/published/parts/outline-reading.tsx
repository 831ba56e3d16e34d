import { count } from '#app/ui/count.ts';
import type { CommonPhase, Outlined } from '../../outline.ts';

type OutlineProps = { items: readonly Outlined[]; base: string };
type Branch = { readonly item: Outlined; readonly below: readonly Branch[] };

const phaseNames: Readonly<Record<CommonPhase, string>> = {
  'pre-clerkship': 'Pre-clerkship',
  clerkship: 'Clerkship',
  'post-clerkship': 'Post-clerkship',
};

/** A framework for reading, on screen and on paper: domains as headings, competencies with their codes, milestones below them. `base`: the address of the framework. */
export function OutlineReading({ items, base }: OutlineProps) {
  const tops = branches(items);
  if (!tops.some(({ item }) => item.kind === 'domain')) return <Branches branches={tops} base={base} level={3} />;
  return tops.map((top) =>
    top.item.kind === 'domain' ? (
      <Domain key={top.item.id} branch={top} base={base} level={2} />
    ) : (
      <Branches key={top.item.id} branches={[top]} base={base} level={3} />
    ),
  );
}

/** The domains at the top, as a list of contents. */
export function Contents({ items }: { items: readonly Outlined[] }) {
  const tops = branches(items).filter(({ item }) => item.kind === 'domain');
  if (tops.length < 2) return null;
  return (
    <nav aria-label="Contents" className="contents">
      <h2>Contents</h2>
      <ol>
        {tops.map(({ item, below }) => (
          <li key={item.id}>
            <a href={`#${item.stableId}`}>
              {item.code && <span className="num">{item.code} </span>}
              {item.shortTitle ?? item.title}
            </a>{' '}
            <span className="muted small num">{count(competencies(below), 'competency', 'competencies')}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function competencies(of: readonly Branch[]): number {
  return of.reduce((sum, { item, below }) => sum + (item.kind === 'competency' ? 1 : 0) + competencies(below), 0);
}

function Domain({ branch: { item, below }, base, level }: { branch: Branch; base: string; level: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  return (
    <section className={level === 2 ? 'reader-domain' : 'reader-part'} id={item.stableId}>
      <Heading>
        {item.code && <span className="num">{item.code} </span>}
        <a href={`${base}/items/${item.stableId}`}>{item.shortTitle ?? item.text}</a>
      </Heading>
      {item.shortTitle && item.shortTitle !== item.text && <p className="reader-words">{item.text}</p>}
      <Branches branches={below} base={base} level={level === 2 ? 3 : 4} />
    </section>
  );
}

/** Runs of items that are no domains are lists; a domain among them is a part with its own heading. */
function Branches({ branches: all, base, level }: { branches: readonly Branch[]; base: string; level: 3 | 4 }) {
  const runs: Branch[][] = [];
  for (const branch of all) {
    const last = runs.at(-1);
    if (branch.item.kind !== 'domain' && last && last[0]!.item.kind !== 'domain') last.push(branch);
    else runs.push([branch]);
  }
  return runs.map((run) =>
    run[0]!.item.kind === 'domain' ? (
      <Domain key={run[0]!.item.id} branch={run[0]!} base={base} level={level} />
    ) : (
      <ol key={run[0]!.item.id} className="reader">
        {run.map((branch) => (
          <Statement key={branch.item.id} branch={branch} base={base} level={level} />
        ))}
      </ol>
    ),
  );
}

function Statement({ branch: { item, below }, base, level }: { branch: Branch; base: string; level: 3 | 4 }) {
  const { stableId, code, shortTitle, text, kind, phase } = item;
  const isMilestone = kind === 'milestone';
  return (
    <li id={stableId} className={isMilestone ? 'reader-milestone' : undefined}>
      <span className="reader-code num">{isMilestone ? (phase ? phaseNames[phase] : 'Milestone') : code}</span>
      <div>
        {shortTitle && shortTitle !== text && <p className="reader-title">{shortTitle}</p>}
        <p className="reader-words">{isMilestone ? text : <a href={`${base}/items/${stableId}`}>{text}</a>}</p>
        {below.length > 0 && <Branches branches={below} base={base} level={level} />}
      </div>
    </li>
  );
}

/** The tree of an outline. */
function branches(items: readonly Outlined[]): Branch[] {
  const tops: Branch[] = [];
  const open: { depth: number; below: Branch[] }[] = [{ depth: -1, below: tops }];
  for (const item of items) {
    while (open.at(-1)!.depth >= item.depth) open.pop();
    const below: Branch[] = [];
    open.at(-1)!.below.push({ item, below });
    open.push({ depth: item.depth, below });
  }
  return tops;
}
