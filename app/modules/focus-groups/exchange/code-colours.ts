/** The colours of codes as tokens.css has them, by the number that a code keeps: other programs know only values. */
export const codeColours = [
  ...['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9'],
  ...['#7a5195', '#8a8d00', '#a05d56', '#3f8f8f', '#5f6f9f', '#8c564b'],
] as const;

/** The number of the colour that comes nearest to a value of `#rrggbb`; null where there is none. */
export function nearestColour(value: string | null): number | null {
  if (value === null || !/^#[0-9a-f]{6}$/i.test(value)) return null;
  const distances = codeColours.map((colour) =>
    channels(colour).reduce((sum, each, at) => sum + (each - (channels(value)[at] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

function channels(value: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
}
