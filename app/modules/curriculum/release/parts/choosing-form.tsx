import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { Section } from '#app/ui/page.tsx';
import {
  audienceWords,
  figureGroups,
  formWords,
  groupWords,
  isWithin,
  sharingForms,
  type TermsFigures,
} from '../../rounds/figure-group.ts';
import { figureName } from '../figure.ts';
import type { Choice } from '../snapshot.ts';

type Props = {
  round: { slug: string };
  terms: TermsFigures;
  competencies: readonly { code: string; title: string }[];
  choices: readonly Choice[];
  pooled: readonly string[];
  mayChoose: boolean;
};

/** For each group of figures a form within the terms, with exceptions for single competencies. */
export function ChoosingForm({ round, terms, competencies, choices, pooled, mayChoose }: Props) {
  const chosen = (group: string, competency: string) =>
    choices.find((each) => each.group === group && each.competency === competency)?.form;
  return (
    <Section title="Choose what is shared" id="choose">
      <form method="post" className="flow">
        <input type="hidden" name="act" value="choose" />
        <input type="hidden" name="round" value={round.slug} />
        {figureGroups.map((group) => {
          const forms = sharingForms.filter((form) => isWithin(form, terms[group]));
          return (
            <div key={group} className="flow">
              <Field
                kind="radios"
                name={`form:${group}`}
                label={groupWords[group].name}
                help={`${groupWords[group].holds} Seen by: ${audienceWords[terms[group].audience].who}.${forms.length < sharingForms.length ? ' The terms of the round allow no more than this.' : ''}`}
                value={chosen(group, '') ?? 'private'}
                options={forms.map((form) => ({ value: form, label: formWords[form].name, help: formWords[form].means }))}
              />
              {forms.length > 1 && (
                <details open={choices.some((each) => each.group === group && each.competency !== '') || undefined}>
                  <summary>{`Exceptions for single competencies, ${groupWords[group].name.toLowerCase()}`}</summary>
                  <div className="flow">
                    {competencies.map(({ code, title }) => (
                      <Field
                        key={code}
                        kind="select"
                        name={`form:${figureName(group, code)}`}
                        label={`${code} ${title}, ${groupWords[group].name.toLowerCase()}`}
                        help={
                          pooled.includes(figureName(group, code))
                            ? 'It was in an aggregate of this year, so it cannot be named in it any more.'
                            : undefined
                        }
                        value={chosen(group, code) ?? ''}
                        options={[
                          { value: '', label: 'As the group' },
                          ...forms.map((form) => ({ value: form, label: formWords[form].name })),
                        ]}
                      />
                    ))}
                  </div>
                </details>
              )}
            </div>
          );
        })}
        {mayChoose ? <Button kind="primary">Keep these choices</Button> : <p>A lead of your school chooses.</p>}
      </form>
    </Section>
  );
}
