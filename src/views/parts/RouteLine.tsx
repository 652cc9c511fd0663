/** How far a session or quiz has come; the words beside it say the same. */
export function RouteLine({ done, of }: { readonly done: number; readonly of: number }) {
  return (
    <svg className="route-line" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="a" x="0" y="2" width={of === 0 ? 0 : (done / of) * 1000} height="6" />
      <rect className="box" x="0" y="2" width="1000" height="6" />
    </svg>
  );
}
