/** An ORCID as people write it, with or without its address, as `0000-0002-1825-0097`; null when its form or its check digit (ISO 7064, MOD 11-2) is wrong. */
export function orcidOf(said: string): string | null {
  const [, id] = /^(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])\/?$/.exec(said.trim()) ?? [];
  if (id === undefined) return null;
  const digits = id.replaceAll('-', '').toUpperCase();
  const total = [...digits.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits.endsWith(check === 10 ? 'X' : String(check)) ? id.toUpperCase() : null;
}
