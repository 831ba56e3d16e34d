import { count } from '#app/ui/count.ts';

type SchoolListProps = {
  schools: readonly { slug: string; name: string }[];
  /** How many public lessons name each of them, by short name. */
  lessons?: Readonly<Record<string, number>>;
};

/** The names of schools, for reading. */
export function SchoolList({ schools, lessons = {} }: SchoolListProps) {
  return (
    <ul className="names">
      {schools.map(({ slug, name }) => (
        <li key={slug}>
          {name}
          {lessons[slug] ? (
            <>
              {' '}
              <a className="small" href={`/lessons?school=${slug}`}>
                {count(lessons[slug], 'lesson', 'lessons')}
                <span className="visually-hidden"> of {name}</span>
              </a>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
