/** What a reference may point to. */
export type Target = 'event' | 'objective' | 'block' | 'level';

type Form = { start: string; pattern: RegExp };

const forms: Record<Target, Form> = {
  event: formOf('Events/Event', '@id'),
  objective: formOf('Expectations/CompetencyObject', 'lom:lom/lom:general/lom:identifier/lom:entry'),
  block: formOf('Sequence/SequenceBlock', '@id'),
  level: formOf('AcademicLevels/Level', '@number'),
};

/**
 * The id in a reference, which is a fixed sentence that looks like XPath: `/CurriculumInventory/Events/Event[@id='E1']`. Read by its pattern
 * and never evaluated; null when it has another form.
 */
export function readReference(target: Target, text: string): string | null {
  const { start, pattern } = forms[target];
  // As every exporter writes it; the pattern is for hand-made files, and slower.
  if (text.startsWith(start) && text.endsWith("']") && text.length > start.length + 2) return text.slice(start.length, -2);
  return pattern.exec(text)?.[2] ?? null;
}

function formOf(path: string, key: string): Form {
  const names = ['CurriculumInventory', ...path.split('/')];
  const steps = names.map((name) => `/(?:[\\w.-]+:)?${name}`).join('');
  return { start: `/${names.join('/')}[${key}='`, pattern: new RegExp(`^${steps}\\[\\s*${key}\\s*=\\s*(['"])(.+)\\1\\s*\\]$`) };
}
