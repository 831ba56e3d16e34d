/** The names of schools, for reading. */
export function SchoolList({ schools }: { schools: readonly { slug: string; name: string }[] }) {
  return (
    <ul className="names">
      {schools.map(({ slug, name }) => (
        <li key={slug}>{name}</li>
      ))}
    </ul>
  );
}
