import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const app = `${import.meta.dirname}/..`;
const tokens = colours(readFileSync(`${import.meta.dirname}/tokens.css`, 'utf8'));

/** Text on its ground, each pair as the styles use it. */
const text: [string, string][] = [
  ...['ink', 'muted', 'accent', 'accent-strong', 'attention', 'danger', 'success'].flatMap((colour): [string, string][] => [
    [colour, 'paper'],
    [colour, 'surface'],
    [colour, 'wash'],
  ]),
  ['ink', 'mark'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['surface', 'danger'],
  ['heat-ink-low', 'heat-0'],
  ['heat-ink-low', 'heat-1'],
  ['heat-ink-low', 'heat-2'],
  ['heat-ink-low', 'heat-3'],
  ['heat-ink-high', 'heat-4'],
];

/** Edges of controls, marks of figures, the focus ring and the ring of the open cell. */
const marks: [string, string][] = [
  ['edge', 'paper'],
  ['edge', 'surface'],
  ['edge', 'wash'],
  ['accent', 'paper'],
  ['accent', 'surface'],
  ['accent', 'rule'],
  ['attention', 'surface'],
  ['danger', 'surface'],
  ['success', 'surface'],
  ['ink', 'heat-0'],
  ['ink', 'heat-1'],
  ['ink', 'heat-2'],
  ['ink', 'heat-3'],
  ['heat-ink-high', 'heat-4'],
];

for (const [theme, name] of [
  [0, 'light'],
  [1, 'dark'],
] as const) {
  test(`every text of the ${name} theme stands out from its ground by 4.5 to 1`, () => {
    assert.deepEqual(tooFaint(text, theme, 4.5), []);
  });
  test(`every edge and mark of the ${name} theme stands out from its ground by 3 to 1`, () => {
    assert.deepEqual(tooFaint(marks, theme, 3), []);
  });
  test(`the steps of the ${name} heat scale run one way`, () => {
    const steps = [0, 1, 2, 3, 4].map((step) => luminance(colour(`heat-${step}`, theme)));
    const sorted = steps.toSorted((a, b) => (theme === 0 ? b - a : a - b));
    assert.deepEqual(steps, sorted);
  });
}

test('contrast is computed as WCAG defines it', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.ok(Math.abs(contrast('#777777', '#ffffff') - 4.48) < 0.01);
});

test('no other file defines a colour or a size of type', () => {
  const files = globSync(['**/*.css', '**/*.tsx'], { cwd: app }).filter((file) => file !== 'ui/tokens.css');
  const found = files.flatMap((file) => ownValues(readFileSync(`${app}/${file}`, 'utf8')).map((value) => `${file}: ${value}`));
  assert.ok(files.length > 10);
  assert.deepEqual(found, []);
});

test('a colour or a size of type outside the tokens is found, an address or an entity is not', () => {
  assert.deepEqual(ownValues('a { color: #0f5c63; font-size: 13px; font: 400 .8rem/1 x }'), [
    '#0f5c63',
    'font-size: 13px',
    'font: 400 .8rem',
  ]);
  assert.deepEqual(ownValues('a { color: rgb(1 2 3); fill: hsl(1 2% 3%) } <p style={{ fontSize: 13 }}>'), ['rgb(', 'hsl(', 'fontSize: 13']);
  assert.deepEqual(ownValues('<a href="#add">&#8212;</a> font: 400 var(--s13) / 1.5 var(--sans)'), []);
});

function ownValues(source: string): string[] {
  return [
    ...source.matchAll(/(?<![&\w"'/])#(?:[\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})\b/gi),
    ...source.matchAll(/\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(/gi),
    ...source.matchAll(/font-size:\s*[\d.]+(?:px|r?em|pt)/gi),
    ...source.matchAll(/\bfont:[^;{}]*?\d(?:px|r?em|pt)/gi),
    ...source.matchAll(/fontSize[:=]\s*["'{]?[\d.]+(?:px)?/g),
    ...source.matchAll(/["'`]#(?:[\da-f]{6}|[\da-f]{8})["'`]/gi),
  ].map(([found]) => found);
}

function tooFaint(pairs: [string, string][], theme: 0 | 1, least: number): string[] {
  return pairs
    .map(([front, ground]) => ({ pair: `${front} on ${ground}`, ratio: contrast(colour(front, theme), colour(ground, theme)) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
}

function colours(css: string): Map<string, readonly [string, string]> {
  const found = css.matchAll(/--([\w-]+):\s*light-dark\((#[\da-f]{6}),\s*(#[\da-f]{6})\)/gi);
  return new Map([...found].map(([, name = '', light = '', dark = '']) => [name, [light, dark] as const]));
}

function colour(name: string, theme: 0 | 1): string {
  const found = tokens.get(name)?.[theme];
  assert.ok(found, `tokens.css has no colour --${name}`);
  return found;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
