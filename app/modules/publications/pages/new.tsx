import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { messageWords } from '#app/platform/message.ts';
import { forbidden } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { styles } from '../citation.ts';
import { readCitations } from '../citation-file.server.ts';
import { bringInPublications } from '../commands.server.ts';
import { recordsOfDois } from '../doi-record.server.ts';
import { Citation } from '../parts/citation.tsx';
import { bounds, pastedOf } from '../pasted.ts';
import { standingAmong } from '../queries.server.ts';
import { cslOfRecord, type PublicationRecord } from '../record.ts';
import { mayKeepPublications } from '../rules.ts';
import { KeepForm, PastedForm } from '../schema.ts';
import type { Route } from './+types/new';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async ({ actor }) => {
    if (!mayKeepPublications(actor)) throw forbidden('bring in publications', 'The convener does.');
    return null;
  });
}

type Looked = {
  readonly pasted: string;
  readonly records: ReadonlyArray<{ number: number; record: PublicationRecord; standing: { slug: string | null } | null }>;
  readonly messages: readonly string[];
};
type Answer = { readonly errors: readonly FormError[]; readonly typed: string; readonly looked: Looked | null };

const notRead =
  'This is no DOI, BibTeX, RIS or CSL-JSON. In a citation manager choose to export, or to copy, the entry as one of these, and paste it whole.';

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') === 'keep') {
    form.set('chosen', form.getAll('chosen').join(','));
    const input = parseForm(KeepForm, form);
    const { records } = input.ok ? readCitations(input.data.pasted) : { records: [] };
    if (!input.ok) return data(await look(String(form.get('pasted') ?? ''), input.errors), 400);
    const wanted = records.filter((_, at) => input.data.chosen.includes(at));
    const done = await refusalOf(() => as(actor, (scope) => bringInPublications(scope, { records: wanted, isShown: input.data.isShown })));
    if (!done.ok) return data(await look(input.data.pasted, [{ field: '', message: done.message }]), done.status);
    return redirect(`/w/pages/publications?done=keep&added=${done.value.length}`);
  }
  const input = parseForm(PastedForm, form);
  if (!input.ok) return data({ errors: input.errors, typed: typedIn(form).pasted ?? '', looked: null } satisfies Answer, 400);
  return look(input.data.pasted, []);

  /** What would come in. A DOI is asked for here, outside of any scope, and only for whoever may bring it in. */
  async function look(typed: string, errors: readonly FormError[]): Promise<Answer> {
    if (!mayKeepPublications(actor)) throw data('You may not bring in publications. The convener does.', { status: 403 });
    const pasted = pastedOf(typed.slice(0, bounds.letters + 1));
    const found = pasted.format === 'doi' ? await recordsOfDois(pasted.dois) : readCitations(typed);
    if (found.records.length + found.messages.length === 0) return { errors: [{ field: 'pasted', message: notRead }], typed, looked: null };
    const standing = await as(actor, (scope) => standingAmong(scope, found.records));
    const records = found.records.map((record, at) => ({ number: at, record, standing: standing.find((each) => each.at === at) ?? null }));
    const again = JSON.stringify(found.records.map((record, at) => cslOfRecord(String(at), record)));
    return { errors, typed, looked: { pasted: again, records, messages: found.messages.map(messageWords) } };
  }
}

const labels = { pasted: 'What to bring in', chosen: 'Which of them' };

export default function New({ actionData }: Route.ComponentProps) {
  const looked = actionData?.looked;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Bring in publications"
      crumbs={[{ label: 'Pages', to: '/w/pages' }, { label: 'Publications', to: '/w/pages/publications' }, { label: 'Bring in' }]}
      lead="Paste DOIs, or what a citation manager, a journal or PubMed gives you. You see everything before it is kept."
    >
      <title>{`${errors.length ? 'Error: ' : ''}Bring in publications · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      {looked && <Preview looked={looked} />}
      <Section title={looked ? 'Paste something else' : 'Paste'}>
        <form method="post" className="form" noValidate>
          <input type="hidden" name="act" value="look" />
          <Field
            name="pasted"
            label={labels.pasted}
            kind="textarea"
            rows={10}
            value={looked ? '' : actionData?.typed}
            error={errorOf(errors, 'pasted')}
            help={`DOIs (up to ${bounds.dois}), BibTeX, RIS or CSL-JSON (up to ${bounds.publications} at once). A DOI is looked up at doi.org; everything else is read here, without any network.`}
          />
          <p className="bar">
            <Button kind={looked ? 'plain' : 'primary'}>Show what would come in</Button>
            <a href="/w/pages/publications/by-hand">Write one by hand instead</a>
          </p>
        </form>
      </Section>
    </Page>
  );
}

function Preview({ looked: { pasted, records, messages } }: { looked: Looked }) {
  const fresh = records.filter(({ standing }) => standing === null).length;
  return (
    <Section title={`${count(fresh, 'publication', 'publications')} would come in`}>
      {messages.length > 0 && (
        <Note kind="attention" title={count(messages.length, 'thing was not read', 'things were not read')}>
          <ul>
            {messages.map((message) => (
              <li key={message}>{message}</li>
            ))}
          </ul>
        </Note>
      )}
      {records.length > 0 && (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="act" value="keep" />
          <input type="hidden" name="pasted" value={pasted} />
          <fieldset className="field wide">
            <legend>{labels.chosen}</legend>
            <div className="field-choices">
              {records.map(({ number, record, standing }) => (
                <label key={number} className="choice" htmlFor={number === 0 ? 'chosen' : `chosen-${number}`}>
                  <input
                    type="checkbox"
                    id={number === 0 ? 'chosen' : `chosen-${number}`}
                    name="chosen"
                    value={number}
                    defaultChecked={standing === null}
                    disabled={standing !== null}
                  />
                  <span>
                    <Citation runs={styles.ama.cite(record)} />
                    {standing && (
                      <span className="help">
                        {standing.slug === null ? (
                          'Stands further up in what you pasted.'
                        ) : (
                          <>
                            Is here already: <a href={`/w/pages/publications/${standing.slug}`}>{standing.slug}</a>
                          </>
                        )}
                      </span>
                    )}
                  </span>
                </label>
              ))}
            </div>
          </fieldset>
          <Field name="isShown" label="Show them to everybody at once" kind="checkbox" isChecked />
          <p>
            <Button kind="primary" disabled={fresh === 0}>
              Bring in what is chosen
            </Button>
          </p>
        </form>
      )}
    </Section>
  );
}
