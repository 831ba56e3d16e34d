/** One choice of a few that changes what the page shows; each is an address. */
export function Choices({ label, options }: { label: string; options: { to: string; label: string; isCurrent?: boolean }[] }) {
  return (
    <nav className="choices" aria-label={label}>
      {options.map((option) => (
        <a key={option.to} href={option.to} aria-current={option.isCurrent ? 'true' : undefined}>
          {option.label}
        </a>
      ))}
    </nav>
  );
}
