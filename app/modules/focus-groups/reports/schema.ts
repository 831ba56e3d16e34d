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

/** The files that can be taken out, each with its formats. */
export const fileFormats = {
  quotes: ['docx', 'xlsx', 'csv'],
  codebook: ['docx', 'xlsx', 'csv'],
  codings: ['docx', 'xlsx', 'csv'],
  'highlighted transcript': ['html', 'docx'],
  'audit trail': ['html', 'docx'],
  COREQ: ['docx', 'csv'],
  SRQR: ['docx', 'csv'],
  'methods paragraph': ['docx'],
} as const;
/** The name of a file that can be taken out. */
export type FileName = keyof typeof fileFormats;
/** A format of one. */
export type FileFormat = (typeof fileFormats)[FileName][number];

/** A file that somebody asks for; `text` names the transcript's text where it is about one. */
export const FileAsked = z
  .object({
    file: z.enum(Object.keys(fileFormats) as [FileName, ...FileName[]], 'Choose a file'),
    format: z.enum(['docx', 'xlsx', 'csv', 'html'], 'Choose a format'),
    text: z.uuid('Choose a transcript').optional(),
  })
  .refine(({ file, format }) => (fileFormats[file] as readonly string[]).includes(format), 'This file is not made in that format')
  .refine(({ file, text }) => file !== 'highlighted transcript' || text !== undefined, 'Choose a transcript');
export type FileAsked = z.infer<typeof FileAsked>;

/** What whoever takes an audit trail out was shown of the free writing in it, and what of that is left out, by key. */
export const TrailDecided = z.object({
  pointedOut: z.array(z.string().max(100)).max(10_000),
  leftOut: z.array(z.string().max(100)).max(10_000),
});
export type TrailDecided = z.infer<typeof TrailDecided>;

/** The checklists, as an address names them. */
export const ChecklistAsked = z.enum(['coreq', 'srqr']);
