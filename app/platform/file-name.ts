/**
 * A name that every computer takes for a file's, and every browser for a header's: other signs than letters without marks, digits, `.`, `_` and `-` become a
 * hyphen, and the middle of a very long name is left out.
 */
export function fileName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._-]+/g, '-');
  return plain.length <= 200 ? plain : `${plain.slice(0, 170)}-${plain.slice(-29)}`;
}
