/** A step of the heat scale: 0 is nothing, 1 to 4 rise with the value. */
export type HeatStep = 0 | 1 | 2 | 3 | 4;
/** The values from which steps 2, 3 and 4 begin. */
export type HeatBounds = readonly [number, number, number];

/** The step of a value, compared as it is, unrounded; unknown stays unknown, and only nothing is step 0. */
export function heatStep(value: number | null, [second, third, fourth]: HeatBounds): HeatStep | null {
  if (value === null) return null;
  if (value <= 0) return 0;
  if (value < second) return 1;
  if (value < third) return 2;
  return value < fourth ? 3 : 4;
}

/** Bounds for a table at a quarter, a half and three quarters of its largest value, on whole multiples of `grain` so that the legend reads well; they always rise. */
export function heatBounds(values: readonly (number | null)[], grain = 1): HeatBounds {
  const quarter = Math.max(0, ...values.map((value) => value ?? 0)) / 4;
  const second = Math.max(grain, Math.round(quarter / grain) * grain);
  const third = Math.max(second + grain, Math.round((2 * quarter) / grain) * grain);
  return [second, third, Math.max(third + grain, Math.round((3 * quarter) / grain) * grain)];
}

/** The five steps in words, each with the value where it begins: "0", "under 2", "from 2", "from 5", "from 9". */
export function heatLegend(bounds: HeatBounds, say: (value: number) => string): { step: HeatStep; words: string }[] {
  const [second, third, fourth] = bounds;
  return [
    { step: 0, words: say(0) },
    { step: 1, words: `under ${say(second)}` },
    { step: 2, words: `from ${say(second)}` },
    { step: 3, words: `from ${say(third)}` },
    { step: 4, words: `from ${say(fourth)}` },
  ];
}
