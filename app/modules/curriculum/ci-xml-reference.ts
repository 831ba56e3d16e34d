/** What a reference may point to. */
export type Target = 'event' | 'objective' | 'block' | 'level';

const PATTERNS: Record<Target, RegExp> = {
  event: patternOf('Events/Event', '@id'),
  objective: patternOf('Expectations/CompetencyObject', 'lom:lom/lom:general/lom:identifier/lom:entry'),
  block: patternOf('Sequence/SequenceBlock', '@id'),
  level: patternOf('AcademicLevels/Level', '@number'),
};

/**
 * The id in a reference, which is a fixed sentence that looks like XPath: `/CurriculumInventory/Events/Event[@id='E1']`. Read by its pattern
 * and never evaluated; null when it has another form.
 */
export function readReference(target: Target, text: string): string | null {
  return PATTERNS[target].exec(text)?.[2] ?? null;
}

function patternOf(path: string, key: string): RegExp {
  const prefix = '(?:[\\w.-]+:)?';
  const steps = ['CurriculumInventory', ...path.split('/')].map((step) => `/${prefix}${step}`).join('');
  return new RegExp(`^${steps}\\[\\s*${key}\\s*=\\s*(['"])(.+)\\1\\s*\\]$`);
}
