/** A number for the next version: the year for frameworks numbered by year, else the latest with its last figure raised. Never one that is taken. */
export function proposedNumber(taken: readonly string[], year: number): string {
  const latest = taken[0] ?? '';
  if (latest === '') return '1';
  const isYear = /^(19|20)\d\d$/.test(latest);
  const next = isYear ? String(Math.max(year, Number(latest) + 1)) : raised(latest);
  return taken.includes(next) ? proposedNumber([next, ...taken], year) : next;
}

function raised(number: string): string {
  const figure = /\d+(?=\D*$)/.exec(number);
  if (!figure) return `${number} 2`;
  const [digits] = figure;
  return number.slice(0, figure.index) + String(Number(digits) + 1) + number.slice(figure.index + digits.length);
}
