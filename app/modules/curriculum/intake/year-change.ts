/** The last import that changed a year, whether it came in or was taken out again, and who did it (null: the operator). */
export type YearChange = { readonly id: string; readonly status: 'imported' | 'undone'; readonly file: string; readonly by: string | null };

/** How a year stands, for comparing: which import changed it last, and how; '' before the first. */
export function stampOf(change: YearChange | null): string {
  return change ? `${change.id} ${change.status}` : '';
}

/** Why a file that was compared with a year is to be compared again: what the last import did to it. */
export function changedSince(year: string, change: YearChange | null): string {
  const [did, end] = change?.status === 'undone' ? ['took', 'out again'] : ['brought', 'in'];
  const what = change ? `${change.by ?? 'the operator'} ${did} ${change.file} ${end}` : 'an import was removed';
  return `The curriculum of ${year} changed since this file was read: ${what}. Compare the file with it again, and look at what it would change now.`;
}
