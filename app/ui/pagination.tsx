import { lastPage } from './page-within.ts';

type PaginationProps = { page: number; size: number; total: number; noun: string; search: string; name?: string };

/**
 * Where one is in a long list ("41 to 80 of 1,284 activities") and the way to the pages before and after; the page stands in the address as `?page=2`, or under
 * another `name` where an address has two lists.
 */
export function Pagination({ page, size, total, noun, search, name = 'page' }: PaginationProps) {
  const last = lastPage(total, size);
  if (last === 1) return null;
  const first = (page - 1) * size + 1;
  const places = `${first.toLocaleString('en')} to ${Math.min(total, page * size).toLocaleString('en')} of ${total.toLocaleString('en')} ${noun}`;
  const address = (to: number) => {
    const params = new URLSearchParams(search);
    if (to === 1) params.delete(name);
    else params.set(name, String(to));
    return `?${params}`;
  };
  return (
    <nav className="pagination" aria-label={`Pages of ${noun}`}>
      <span className="muted num">{places}</span>
      {page > 1 && (
        <a href={address(page - 1)} rel="prev">
          Page {page - 1}, before
        </a>
      )}
      {page < last && (
        <a href={address(page + 1)} rel="next">
          Page {page + 1}, next
        </a>
      )}
    </nav>
  );
}
