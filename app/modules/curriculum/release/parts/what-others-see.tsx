import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { groupWords, type TermsFigures } from '../../rounds/figure-group.ts';
import type { SchoolFigure } from '../figure.ts';
import { figuresIn, readerAsked, readersOf, type SeenOfUs, seenOfUs } from '../seen-of-us.ts';
import type { Choice } from '../snapshot.ts';
import { unansweredWords } from '../written-value.ts';

type Props = {
  own: { figures: Readonly<Record<string, SchoolFigure>>; competencies: readonly { code: string; title: string }[] };
  terms: TermsFigures;
  choices: readonly Choice[];
  others: readonly { slug: string; name: string }[];
  asked: { as?: string | undefined };
  search: string;
  round: { slug: string };
  /** Of the page, without the ending of its downloads. */
  address: string;
};

/** What one of the others would see of us, chosen in the address. */
export function WhatOthersSee({ own, terms, choices, others, asked, search, round, address }: Props) {
  const readers = readersOf(others);
  const reader = readerAsked(readers, asked.as);
  const seen = seenOfUs(own.figures, { choices, terms, competencies: own.competencies.map(({ code }) => code), eyes: reader.eyes });
  const shown = seen.filter(({ form }) => form === 'named');
  const inMeans = figuresIn('aggregate', seen);
  const unseen = figuresIn('private', seen);
  return (
    <Section title="What others will see of us" id="seen">
      <p>
        By the choices that you kept, from your own figures. Whether an aggregate appears depends on the others too: it needs four schools
        that share the figure, and three of them with another value than the most common one. It is told only after the release, so that
        nobody can try values out.
      </p>
      <Choices
        label="Seen as"
        options={readers.map(({ slug, name }) => ({
          to: `${withParam(withParam(search, 'done', null), 'as', slug)}#seen`,
          label: name,
          isCurrent: slug === reader.slug,
        }))}
      />
      {shown.length === 0 && inMeans === '' ? (
        <Note title={`${reader.name} would see nothing of ours`}>{nothingWords(choices)}</Note>
      ) : (
        <>
          {shown.length > 0 && (
            <Table
              caption={`What ${readerInSentence(reader.name)} would see of us by name`}
              rows={shown}
              rowKey={({ figure }) => figure}
              group={({ group }) => groupWords[group].name}
              columns={[
                {
                  key: 'competency',
                  label: 'Competency',
                  cell: ({ competency }) => `${competency} ${own.competencies.find(({ code }) => code === competency)?.title ?? ''}`,
                },
                { key: 'seen', label: 'Would see', phone: 'line', cell: (row) => <Words seen={row} /> },
              ]}
            />
          )}
          {inMeans && <p>{`A mean with at least three other schools, nothing of ours alone, no name: ${inMeans}.`}</p>}
          {unseen && <p>{`Nothing: ${unseen}.`}</p>}
        </>
      )}
      <Downloads of="This table" address={address} search={`?round=${encodeURIComponent(round.slug)}&as=${reader.slug}`} />
    </Section>
  );
}

function readerInSentence(name: string): string {
  return name === 'Everybody' || name === 'The collaborative' ? name.toLowerCase() : name;
}

function nothingWords(choices: readonly Choice[]): string {
  return choices.some(({ form }) => form !== 'private')
    ? 'What you share is for others than these, by the terms of the round.'
    : 'Every figure is private as long as nothing else is chosen above.';
}

function Words({ seen: { values, methods, unanswered } }: { seen: SeenOfUs }) {
  return (
    <ul className="plain">
      {values.map(({ cell, text }) => (
        <li key={cell}>{`${cell}: ${text}`}</li>
      ))}
      {methods.length > 0 && <li>{`Methods: ${methods.join(', ')}`}</li>}
      {unanswered > 0 && <li>{unansweredWords(unanswered)}</li>}
    </ul>
  );
}
