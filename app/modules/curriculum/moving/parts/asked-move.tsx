import type { Competency } from '#app/modules/competencies/queries.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Tag } from '#app/ui/tag.tsx';
import type { Move } from '../move-plan.ts';
import type { MovingLink } from '../move-queries.server.ts';
import { changeWords } from '../words.ts';

type AskedMoveProps = {
  move: Move;
  /** The competencies of the new version. */
  choices: readonly Competency[];
  /** The links to this competency, when the page lists them. */
  open: { links: readonly MovingLink[]; total: number } | null;
  isRefused: boolean;
  mayDecide: boolean;
  base: string;
};

/** One competency whose links a person decides about: what it said, what stands there now, and where the links go. */
export function AskedMove({ move, choices, open, isRefused, mayDecide, base }: AskedMoveProps) {
  const { competency, kind, to, links, decided } = move;
  const isDecided = decided === links;
  return (
    <section className="section" aria-labelledby={`move-${competency.id}`} id={competency.id}>
      <h3 id={`move-${competency.id}`}>
        {`${competency.code} ${competency.shortTitle}`} <Tag>{changeWords[kind]}</Tag>
      </h3>
      <p>
        <span className="muted">It said: </span>
        {competency.text}
      </p>
      {to.map((there) => (
        <p key={there.id}>
          <span className="muted">Now: </span>
          {`${there.code}. ${there.text}`}
        </p>
      ))}
      <p>
        {isDecided
          ? `All ${count(links, 'link is', 'links are')} decided. `
          : `${count(links - decided, 'link waits', 'links wait')}${decided > 0 ? `, ${decided} decided` : ''}. `}
        {open ? null : <a href={`${base}/moving?open=${competency.id}#${competency.id}`}>See the activities</a>}
      </p>
      {mayDecide && (!isDecided || open) && <ChoiceForm move={move} choices={choices} open={open} isRefused={isRefused} />}
      {mayDecide && decided > 0 && (
        <form method="post">
          <input type="hidden" name="act" value="reopen" />
          <input type="hidden" name="competency" value={competency.id} />
          <Button kind="quiet">{`Open ${competency.code} again`}</Button>
        </form>
      )}
    </section>
  );
}

function ChoiceForm({
  move: { competency, to, kind },
  choices,
  open,
  isRefused,
}: Pick<AskedMoveProps, 'move' | 'choices' | 'open' | 'isRefused'>) {
  const proposed = new Set(to.map(({ id }) => id));
  const others = choices.filter(({ id }) => !proposed.has(id));
  const id = (name: string) => `${name}-${competency.id}`;
  return (
    <form method="post" className="form">
      <input type="hidden" name="act" value="decide" />
      <input type="hidden" name="competency" value={competency.id} />
      <fieldset className={isRefused ? 'field invalid' : 'field'}>
        <legend>{`Where the links to ${competency.code} go`}</legend>
        <div className="field-choices">
          {to.map((each) => (
            <Choice key={each.id} name="to" value={each.id} id={id(each.id)} isChosen={kind === 'reworded'}>
              {`${each.code} ${each.shortTitle}`} <Tag kind="suggestion">the change names it</Tag>
            </Choice>
          ))}
          <Choice name="left" value="yes" id={id('left')}>
            Leave them behind: nothing takes its place
          </Choice>
        </div>
        {others.length > 0 && (
          <details>
            <summary>Another competency</summary>
            <div className="field-choices">
              {others.map((each) => (
                <Choice key={each.id} name="to" value={each.id} id={id(each.id)}>
                  {`${each.code} ${each.shortTitle}`}
                </Choice>
              ))}
            </div>
          </details>
        )}
      </fieldset>
      {open && <Activities open={open} id={id} />}
      <Button>{open ? 'Decide about these links' : 'Decide about all of them'}</Button>
    </form>
  );
}

function Activities({
  open: { links, total },
  id,
}: {
  open: { links: readonly MovingLink[]; total: number };
  id: (name: string) => string;
}) {
  return (
    <fieldset className="field">
      <legend>Which of them</legend>
      <div className="field-choices">
        <Choice name="some" value="yes" id={id('some')}>
          Only the ticked activities
        </Choice>
        {links.map(({ activityId, title, year, level, to }) => (
          <Choice key={activityId} name="activity" value={activityId} id={id(activityId)}>
            {`${title} (${year}, ${level})`}
            {to && <span className="help">{to.length === 0 ? 'Left behind' : `Goes to ${to.join(', ')}`}</span>}
          </Choice>
        ))}
      </div>
      {total > links.length && <p className="help">{`${links.length} of ${total} are listed. Decide about these, and the next appear.`}</p>}
    </fieldset>
  );
}

function Choice({
  name,
  value,
  id,
  isChosen,
  children,
}: {
  name: string;
  value: string;
  id: string;
  isChosen?: boolean;
  children: React.ReactNode;
}) {
  return (
    <label className="choice" htmlFor={id}>
      <input type="checkbox" id={id} name={name} value={value} defaultChecked={isChosen} />
      <span>{children}</span>
    </label>
  );
}
