import { Field } from '#app/ui/field.tsx';
import { anchors, lineOf, notSeen } from '../rubric.ts';

type Props = { competencies: ReadonlyArray<{ id: string; title: string }>; values: Readonly<Record<string, string>> };

/** For each competency the anchors of the rubric in words, in their order, and that there was nothing of it to see: fields `anchor-<stable id>`. */
export function AnchorFields({ competencies, values }: Props) {
  return competencies.map(({ id, title }) => {
    const { look, anchors: words } = lineOf(id);
    return (
      <Field
        key={id}
        kind="radios"
        name={`anchor-${id}`}
        label={`${title}: ${look}`}
        value={values[`anchor-${id}`]}
        isOptional
        options={[...anchors.map((anchor) => ({ value: anchor, label: words[anchor] })), { value: 'not-seen', label: notSeen }]}
      />
    );
  });
}
