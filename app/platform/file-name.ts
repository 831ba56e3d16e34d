/** A name that every computer takes for a file's: other signs than letters without marks, digits, `.`, `_` and `-` become a hyphen. */
export function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, '-');
}
