import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { zone } from '../../members/time-zone.ts';
import type { Reach as Reached } from '../adoption/queries.server.ts';
import { libraryDefinitions } from '../definitions.ts';

type May = { readonly use: boolean; readonly adapt: boolean; readonly say: boolean; readonly keep: boolean; readonly withdraw: boolean };
type ActsProps = {
  item: { readonly visibility: string | null; readonly slug: string; readonly withdrawnAt: Date | null };
  may: May;
  draft: number | null;
  base: string;
};

/** What a member does with an item: use it, adapt it, write its next version. */
export function ItemActs({ item, may, draft, base }: ActsProps) {
  return (
    <div className="bar no-print">
      {may.use && (
        <ButtonLink kind={may.keep ? 'plain' : 'primary'} href={`${base}/use`}>
          Note that we use it
        </ButtonLink>
      )}
      {may.keep && draft !== null && (
        <ButtonLink kind="primary" href={`${base}/edit`}>
          Go on with version {draft}
        </ButtonLink>
      )}
      {may.keep && draft === null && item.withdrawnAt === null && (
        <form method="post">
          <input type="hidden" name="act" value="next" />
          <Button kind="primary">Write the next version</Button>
        </form>
      )}
      {may.adapt && (
        <form method="post">
          <input type="hidden" name="act" value="adapt" />
          <Button>Adapt it</Button>
        </form>
      )}
      {item.visibility === 'public' && <a href={`/library/${item.slug}`}>As a visitor sees it</a>}
    </div>
  );
}

function figure(number: number | null, isAtLeast = false): string {
  if (number === null) return 'fewer than three schools';
  return `${isAtLeast ? 'at least ' : ''}${number.toLocaleString('en')}`;
}

function schoolsWith({ number, schools }: Reached['versions'][number]): readonly [string, string] {
  return [`Schools with version ${number}`, schools === null ? 'not shown' : String(schools)];
}

/** How far an item reaches, for whoever keeps it. */
export function Reach({ reach: { schools, courses, learners, versions, told }, base }: { reach: Reached; base: string }) {
  return (
    <Section title="Who uses it">
      <Facts
        facts={[
          ['Other schools', figure(schools)],
          ['Courses there', figure(courses)],
          ['Learners a year, as stated', figure(learners, true)],
          ...(versions.length > 1 ? versions.map(schoolsWith) : []),
        ]}
      />
      <p className="muted small">Counted today, and hidden where a number would tell of a school.</p>
      <Defined figures={libraryDefinitions} />
      <Downloads of="These figures" address={`${base}/reach`} />
      {told.length > 0 && (
        <ul className="dated">
          {told.map(({ adoptionId, school, number, course, academicYear, changed, went, toldAt }) => (
            <li key={adoptionId}>
              <span className="eyebrow num">{dayIn(toldAt, zone)}</span>
              <div>
                <p>
                  <strong>{school}</strong>, version {number}, {course}, {academicYear}
                </p>
                {changed && <p>Changed: {changed}</p>}
                {went && <p>How it went: {went}</p>}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

type Sent = { readonly act: string; readonly errors: readonly FormError[]; readonly values: Readonly<Record<string, string>> } | undefined;

/** A review, a word to the keepers, a withdrawal. */
export function SayForms({ may, sent }: { may: May; sent: Sent }) {
  const of = (act: string) => ({ values: sent?.act === act ? sent.values : {}, errors: sent?.act === act ? sent.errors : [] });
  if (may.keep && may.withdraw) return <ReviewForm {...of('review')} />;
  return (
    <>
      {may.say && <SuggestForm {...of('suggest')} />}
      {may.withdraw && <WithdrawForm {...of('withdraw')} />}
    </>
  );
}

type FormProps = { values: Readonly<Record<string, string>>; errors: readonly FormError[] };

function ReviewForm({ values, errors }: FormProps) {
  return (
    <Section title="Review it" id="review">
      <p>Read it as somebody who will teach with it tomorrow. It is to be reviewed every three years.</p>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="act" value="review" />
        <Field
          kind="radios"
          name="outcome"
          label="What it comes to"
          value={values.outcome}
          error={errorOf(errors, 'outcome')}
          options={[
            {
              value: 'keep',
              label: 'It stays as it is',
              help: 'Where something is to change, write the next version instead: that counts as a review.',
            },
            { value: 'withdraw', label: 'It is withdrawn', help: 'Its page says so with your words, and whoever uses it reads them.' },
          ]}
        />
        <Field
          kind="textarea"
          rows={3}
          name="words"
          label="Your words"
          value={values.words}
          error={errorOf(errors, 'words')}
          help="Everybody who may read the item reads them."
        />
        <Field kind="checkbox" name="isNamed" label="With my name" isChecked={values.isNamed === 'yes'} isOptional />
        <p>
          <Button>Keep the review</Button>
        </p>
      </form>
    </Section>
  );
}

function SuggestForm({ values, errors }: FormProps) {
  return (
    <Section title="Tell its keepers" id="suggest">
      <form method="post" className="form" noValidate>
        <input type="hidden" name="act" value="suggest" />
        <Field
          kind="textarea"
          rows={3}
          name="words"
          label="Your words"
          value={values.words}
          error={errorOf(errors, 'words')}
          help="A mistake, an idea, what your learners said. Its keepers alone read it."
        />
        <Field kind="checkbox" name="isNamed" label="With my name" isChecked={values.isNamed === 'yes'} isOptional />
        <p>
          <Button>Tell them</Button>
        </p>
      </form>
    </Section>
  );
}

function WithdrawForm({ values, errors }: FormProps) {
  return (
    <Section title="Withdraw it" id="withdraw">
      <form method="post" className="form" noValidate>
        <input type="hidden" name="act" value="withdraw" />
        <Field
          kind="textarea"
          rows={2}
          name="reason"
          label="Why"
          value={values.reason}
          error={errorOf(errors, 'reason')}
          help="Its page says so. Its keepers can mend and publish it again."
        />
        <p>
          <Button kind="danger">Withdraw it</Button>
        </p>
      </form>
    </Section>
  );
}
