import type { FieldError } from '#app/platform/form.ts';
import { NamedDirector } from './schema.ts';

/** A course as pasted lines name it. */
type Course = { readonly stableId: string; readonly title: string };

/**
 * Lines as "course, name, mail" (parted by commas, semicolons or tabs; a title may hold commas). A line that cannot be read, or whose course is not in the year or
 * stands in it twice, is a mistake that names the line; then no line is taken.
 */
export function readPastedDirectors(lines: string, courses: readonly Course[]): { directors: NamedDirector[]; errors: FieldError[] } {
  const byTitle = Map.groupBy(courses, ({ title }) => folded(title));
  const errors: FieldError[] = [];
  const directors = lines.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const wrong = (message: string) => {
      errors.push({ field: 'lines', message: `Line ${at + 1}: ${message}` });
      return [];
    };
    const cells = line
      .split(/[\t;]/.test(line) ? /[\t;]/ : ',')
      .map((cell) => cell.trim())
      .filter((cell) => cell !== '');
    const [mail, name, ...title] = cells.reverse();
    if (!mail || !name || title.length === 0) return wrong('write the course, the name and the email address, parted by commas.');
    const course = title.reverse().join(', ');
    const found = byTitle.get(folded(course)) ?? [];
    if (found.length === 0) return wrong(`no course of this year is called “${course}”. Write its title as in the list of courses.`);
    if (found.length > 1) return wrong(`${found.length} courses of this year are called “${course}”. Name their directors in the table.`);
    const read = NamedDirector.safeParse({ courseStableId: found[0]!.stableId, name, mail });
    return read.success ? [read.data] : wrong(read.error.issues[0]!.message);
  });
  return { directors, errors };
}

function folded(title: string): string {
  return title.toLowerCase().replace(/\s+/g, ' ').replaceAll('"', '').trim();
}
