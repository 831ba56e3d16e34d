import type { Definition } from '#app/platform/definition.ts';

/** What calibration shows. */
export const calibrationDefinitions = [
  {
    id: 'calibration-percent',
    term: 'Percent agreement in calibration',
    definition:
      'Of all pairs of two people who answered the same activity, how many gave the same answer. It is high by itself where nearly everything gets one answer, so read it with kappa.',
    unit: 'per cent of pairs',
    denominator: 'pairs of people × activities (× competencies when pooled), people who answered everything',
    formula: 'alike pairs ÷ pairs',
    source: 'Concord',
  },
  {
    id: 'calibration-kappa',
    term: 'Kappa in calibration',
    definition:
      'Agreement beyond what chance would give at these frequencies: 1 when all agree, 0 at chance, below 0 when less. With two people it is Cohen’s, with more it is Fleiss’. “Not defined” when everybody gave one answer throughout. Pooled over competencies it is made of the mean agreements, not the mean of the kappas.',
    unit: 'none, at most 1',
    denominator: null,
    formula: '(observed − expected) ÷ (1 − expected)',
    source: 'Cohen 1960; Fleiss 1971; pooled: De Vries and others, Field Methods 2008;20:272-282',
  },
] as const satisfies readonly Definition[];
