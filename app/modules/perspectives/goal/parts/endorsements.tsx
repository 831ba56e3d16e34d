import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { type EndorsementAnswer, endorsements, endorsementWords } from '../schema.ts';

/** What a school says now, and what it said before. */
type SchoolSays = {
  readonly slug: string;
  readonly name: string;
  readonly now: { readonly answer: EndorsementAnswer; readonly words: string; readonly on: string } | null;
  readonly before: readonly {
    readonly answer: EndorsementAnswer;
    readonly given: string;
    readonly ended: string;
    readonly because: string | null;
  }[];
};

const short: Readonly<Record<EndorsementAnswer, string>> = { endorse: 'endorses it', live: 'can live with it', cannot: 'cannot' };
const kinds = { endorse: 'success', live: 'plain', cannot: 'attention' } as const;
const ends: Readonly<Record<string, string>> = { withdrawn: 'withdrawn', replaced: 'said anew', changed: 'ended, since the words changed' };

/** What each school says of a version, and for its lead the form to say it. */
export function Endorsements({
  schools,
  own,
  isAdopted,
  refused,
}: {
  schools: readonly SchoolSays[];
  own: readonly { slug: string; name: string }[];
  isAdopted: boolean;
  refused: { readonly errors: readonly FormError[]; readonly values: Readonly<Record<string, string>> } | null;
}) {
  return (
    <Section title="What the schools say" id="schools">
      <Table
        caption="Schools"
        isCaptionHidden
        rows={[...schools]}
        rowKey={({ slug }) => slug}
        columns={[
          { key: 'name', label: 'School', cell: ({ name }) => name },
          {
            key: 'now',
            label: 'Says',
            phone: 'bare',
            cell: ({ now }) => (now ? <Tag kind={kinds[now.answer]}>{short[now.answer]}</Tag> : <Tag>has not answered</Tag>),
          },
          { key: 'on', label: 'Since', phone: 'bare', cell: ({ now }) => now?.on },
          { key: 'words', label: 'Because', phone: 'line', cell: ({ now }) => now?.words },
          {
            key: 'before',
            label: 'Before',
            phone: 'line',
            cell: ({ before }) =>
              before
                .map(({ answer, given, ended, because }) => `${short[answer]}, ${given}; ${ends[because ?? ''] ?? 'ended'} on ${ended}`)
                .join(' · '),
          },
        ]}
      />
      {own.map(({ slug, name }) => {
        const now = schools.find((school) => school.slug === slug)?.now ?? null;
        const isBack = refused?.values.school === slug;
        const errors = isBack ? refused.errors : [];
        return (
          <form key={slug} method="post" action="#schools" className="form" noValidate aria-label={`What ${name} says`}>
            <h3>What does {name} say?</h3>
            <input type="hidden" name="school" value={slug} />
            <Field
              kind="radios"
              name="answer"
              label={`As the lead of ${name}`}
              value={isBack ? refused.values.answer : now?.answer}
              error={errorOf(errors, 'answer')}
              options={endorsements
                .filter((answer) => !isAdopted || answer !== 'cannot')
                .map((value) => ({ value, label: endorsementWords[value] }))}
            />
            <Field
              kind="textarea"
              rows={3}
              name="because"
              label="Because"
              value={isBack ? refused.values.because : now?.words}
              error={errorOf(errors, 'because')}
              isOptional
              help="Needed when your school cannot. Every member reads it."
            />
            <p className="bar">
              <Button kind="primary" name="act" value="endorse">
                {now ? 'Say it anew' : 'Say it for your school'}
              </Button>
              {now && (
                <Button kind="quiet" name="act" value="unendorse">
                  Withdraw what your school said
                </Button>
              )}
            </p>
          </form>
        );
      })}
    </Section>
  );
}
