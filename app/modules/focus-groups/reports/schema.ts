import * as z from 'zod';
import { reportNames } from './report-tables.ts';

/** A table of reports, as an address names it. */
export const ReportAsked = z.enum(reportNames);

/** How saturation is judged, as an address says it; what it does not say is as Guest and others propose. */
export const SaturationAsked = z.object({
  base: z.coerce.number().int().min(1).max(50).catch(4),
  run: z.coerce.number().int().min(1).max(20).catch(2),
  threshold: z.coerce.number().min(0).max(100).catch(5),
  seed: z.coerce.number().int().min(0).max(2_147_483_647).catch(1),
});
export type SaturationAsked = z.infer<typeof SaturationAsked>;
