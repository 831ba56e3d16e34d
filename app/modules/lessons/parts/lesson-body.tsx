import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { Table } from '#app/ui/table.tsx';
import type { ShownFigure } from '../../curriculum/release/shown-figure.ts';
import { zone } from '../../members/time-zone.ts';
import { barrierName } from '../barrier.ts';
import { strengthName } from '../definitions.ts';
import { againName, kindName, partWords, type Said } from '../lesson.ts';

type LessonBodyProps = {
  said: Said;
  school: string | null;
  figures: readonly ShownFigure[];
  quotes: readonly ({ readonly study: string; readonly claim: string; readonly words: string } | null)[];
  material: { readonly slug: string; readonly title: string; readonly number: number } | null;
  competencies: readonly { readonly stableId: string; readonly code: string; readonly shortTitle: string }[];
};

/** What a lesson says, in the order in which it happened. The same for readers, for reviewers and for who writes it. */
export function LessonBody({ said, school, figures, quotes, material, competencies }: LessonBodyProps) {
  const about = competencies.filter(({ stableId }) => said.competencies.includes(stableId));
  return (
    <>
      <Facts
        facts={[
          ['School', school ?? 'not named'],
          ['Kind', kindName(said.kind)],
          ['Setting', said.setting || null],
          ['Learners', said.learners || null],
          ['Size', said.size || null],
          ['Would we do it again', againName(said.again)],
          [
            'Strength of evidence',
            <a key="strength" href="/definitions#strength-of-evidence">
              {strengthName(said.strength)}
            </a>,
          ],
          ['What stood in the way', said.barriers.length > 0 ? said.barriers.map(barrierName).join(', ') : null],
          [
            'Competencies',
            about.length > 0
              ? about.map(({ code, shortTitle }, at) => (
                  <span key={code}>
                    {at > 0 && ', '}
                    <a href={`/competencies/${code}`}>
                      {code} {shortTitle}
                    </a>
                  </span>
                ))
              : null,
          ],
        ]}
      />
      <Part title={partWords.context} text={said.context} />
      <Part title={partWords.tried} text={said.tried}>
        {material && (
          <p className="source">
            Material: <a href={`/library/${material.slug}`}>{material.title}</a>, version {material.number}.
          </p>
        )}
      </Part>
      <Part title={partWords.happened} text={said.happened}>
        {figures.length > 0 && <LessonFigures figures={figures} />}
        {inOrder(quotes)}
      </Part>
      <Part title={partWords.changed} text={said.changed} />
      <Section title={partWords.againWhy}>
        <p>
          <strong>{againName(said.again)}.</strong>
        </p>
        {said.againWhy && <Prose markdown={said.againWhy} from={3} />}
      </Section>
    </>
  );
}

function Part({ title, text, children }: { title: string; text: string; children?: React.ReactNode }) {
  if (text === '' && !children) return null;
  return (
    <Section title={title}>
      {text && <Prose markdown={text} from={3} />}
      {children}
    </Section>
  );
}

/** Figures as they stand at this moment: each with its unit, whom it counts, which release it is of, and what it means. */
function LessonFigures({ figures }: { figures: readonly ShownFigure[] }) {
  return (
    <Table
      caption="Figures, as the school’s release shows them now"
      rows={[...figures]}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'figure',
          label: 'Figure',
          cell: ({ name, of, definition }) => (
            <>
              <a href={`/definitions#${definition}`}>{name}</a>
              <br />
              <span className="muted small">{of}</span>
            </>
          ),
        },
        {
          key: 'value',
          label: 'Value',
          phone: 'line',
          cell: ({ value, withdrawnAt, says }) => (
            <>
              {value === null ? (
                <em>{withdrawnAt === null ? 'not shown' : `withdrawn on ${dayIn(withdrawnAt, zone)}`}</em>
              ) : (
                <strong className="num">{value}</strong>
              )}
              {says && <p className="muted small">{says}</p>}
            </>
          ),
        },
        { key: 'n', label: 'Of', cell: ({ n }) => n },
        { key: 'basis', label: 'From', cell: ({ basis }) => basis },
      ]}
    />
  );
}

/** Quotes in the order of the lesson; of one that may not be shown any more, that there was one. */
function inOrder(quotes: LessonBodyProps['quotes']) {
  return quotes.map((quote, at) =>
    quote ? (
      <figure key={quote.words}>
        <blockquote className="statement">
          <p>{quote.words}</p>
        </blockquote>
        <figcaption className="source">
          A participant of the focus groups of “{quote.study}”, on: {quote.claim}
        </figcaption>
      </figure>
    ) : (
      <p key={`gone ${quotes.slice(0, at).length}`} className="muted">
        A quote that stood here is not shown any more.
      </p>
    ),
  );
}
