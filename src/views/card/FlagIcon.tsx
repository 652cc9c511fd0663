import type { Flag } from '#core/deed.ts';

/** Always beside its name. */
export function FlagIcon({ flag }: { readonly flag: Flag }) {
  return (
    <svg className={`flag f${flag}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3.500 1.500v13" />
      <path className="cloth" d="M3.500 2.500h9l-2 3 2 3h-9z" />
    </svg>
  );
}
