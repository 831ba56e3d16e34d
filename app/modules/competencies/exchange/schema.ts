import * as z from 'zod';

const text = z.string().trim().max(300, 'Give it at most 300 characters');
/** What a person says beside a file. All of it may be left out; a CASE file says all of it itself. */
export const NewFramework = z.object({
  title: text.optional(),
  creator: text.optional(),
  framework: z.union([z.literal(''), z.uuid('Choose a framework of the list')]).optional(),
});

/** Which version's report a page shows. */
export const ReportSearch = z.object({ version: z.uuid().optional().catch(undefined) });
