import { Field } from '#app/ui/field.tsx';
import { audiences, audienceWords, figureGroups, formWords, groupWords, sharingForms, type TermsFigures } from '../figure-group.ts';

/** The questions about what is shared: for each group of figures how open a school may be, and to whom. */
export function TermsFields({ figures }: { figures: TermsFigures }) {
  return figureGroups.map((group) => (
    <fieldset key={group} className="field wide">
      <legend>{groupWords[group].name}</legend>
      <p className="help">{groupWords[group].holds}</p>
      <div className="form">
        <Field
          kind="select"
          name={`form-${group}`}
          label={`${groupWords[group].name}: a school may share it at most`}
          value={figures[group].form}
          options={sharingForms.map((form) => ({ value: form, label: `${formWords[form].name}: ${formWords[form].means}` }))}
          isWide
        />
        <Field
          kind="select"
          name={`audience-${group}`}
          label={`${groupWords[group].name}: with whom`}
          value={figures[group].audience}
          options={audiences.map((audience) => ({
            value: audience,
            label: `${audienceWords[audience].name}: ${audienceWords[audience].who}`,
          }))}
          isWide
        />
      </div>
    </fieldset>
  ));
}
