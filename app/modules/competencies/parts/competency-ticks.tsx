type CompetencyTicksProps = {
  label?: string;
  competencies: readonly { stableId: string; code: string; shortTitle: string }[];
  /** What stands in the form, by the names of its fields. */
  values: Readonly<Record<string, string>>;
};

/** Which competencies something is about, in a module's own form: each that is ticked is a field `competency.<stable id>` that says yes. */
export function CompetencyTicks({ label = 'Competencies', competencies, values }: CompetencyTicksProps) {
  return (
    <fieldset className="field wide">
      <legend>
        {label} <span className="optional">(optional)</span>
      </legend>
      <div className="field-choices">
        {competencies.map(({ stableId, code, shortTitle }) => (
          <label key={stableId} className="choice">
            <input
              type="checkbox"
              name={`competency.${stableId}`}
              value="yes"
              defaultChecked={values[`competency.${stableId}`] === 'yes'}
            />
            <span>{`${code} ${shortTitle}`}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
