import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Tag } from '#app/ui/tag.tsx';
import { kirkpatrickWords } from '../../evaluation/levels.ts';
import { reportedWords } from '../../evaluation/reported.ts';
import { evidenceName } from '../evidence.ts';
import type { Evidence } from '../evidence-queries.server.ts';

type EvidenceListProps = { evidence: readonly (Evidence & { mayTakeOut: boolean })[] };

/** What a need rests on, each with its kind, its day and where it comes from, as it stands for whoever reads. */
export function EvidenceList({ evidence }: EvidenceListProps) {
  return (
    <ul className="plain-list">
      {evidence.map((each) => (
        <li key={each.id}>
          <p>
            <Tag kind={each.stands ? 'plain' : 'attention'}>
              {each.stands ? evidenceName(each.kind) : `${evidenceName(each.kind)}, gone`}
            </Tag>{' '}
            <strong>{each.title}</strong>
          </p>
          <Drawn evidence={each} />
          <p className="muted small">
            {each.on && `${day(each.on)}. `}
            Added by {each.bySchool ?? 'the collaborative'}.
          </p>
          {each.mayTakeOut && (
            <form method="post">
              <input type="hidden" name="evidence" value={each.id} />
              <Button kind="quiet" name="act" value="out">
                Take it out<span className="visually-hidden">: {each.title}</span>
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

function Drawn({ evidence: { figure, reported, words, says, offering, stands } }: { evidence: Evidence }) {
  if (figure !== null)
    return (
      <p>
        <strong className="num">{figure.value}</strong> {figure.unit !== 'yes or no' && figure.unit !== 'hours' && figure.unit} (
        <a href={`/definitions#${figure.definition}`}>what it means</a>), {figure.n}, from {figure.basis}. {says}
      </p>
    );
  if (reported !== null)
    return (
      <>
        <p>
          <span className="num">{reportedWords(reported.figure)}</span> (<a href="/definitions#reported-outcome">as reported</a>),{' '}
          {kirkpatrickWords(reported.kirkpatrick)}. Source: {reported.url ? <a href={reported.url}>{reported.source}</a> : reported.source}.
        </p>
        {reported.contradictions.map((contradiction) => (
          <p key={contradiction}>
            <Tag kind="attention">Contradicts itself</Tag> {contradiction} Kept because: {reported.keptBecause}
          </p>
        ))}
      </>
    );
  return (
    <>
      {words && <p>{words}</p>}
      {says && <p className={stands ? 'muted' : undefined}>{says}</p>}
      {offering && (
        <p>
          <a href={`/w/faculty/offerings/${offering}/evaluation`}>The evaluation</a>
        </p>
      )}
    </>
  );
}
