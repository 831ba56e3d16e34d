import { withParam } from './address.ts';
import { lastPage } from './page-within.ts';

type PaginationProps = { page: number; size: number; total: number; noun: string; search: string };

/** Where one is in a long list ("41 to 80 of 1,284 activities") and the way to the pages before and after; the page stands in the address as `?page=2`. */
export function Pagination({ page, size, total, noun, search }: PaginationProps) {
  const last = lastPage(total, size);
  if (last === 1) return null;
  const first = (page - 1) * size + 1;
  const places = `${first.toLocaleString('en')} to ${Math.min(total, page * size).toLocaleString('en')} of ${total.toLocaleString('en')} ${noun}`;
  return (
    <nav className="pagination" aria-label="Pages">
      <span className="muted num">{places}</span>
      {page > 1 && (
        <a href={withParam(search, 'page', page === 2 ? null : String(page - 1))} rel="prev">
          Page {page - 1}, before
        </a>
      )}
      {page < last && (
        <a href={withParam(search, 'page', String(page + 1))} rel="next">
          Page {page + 1}, next
        </a>
      )}
    </nav>
  );
}
