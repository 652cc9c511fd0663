/** The few drawings that the look has of its own; each stands beside its name. */
const strokes = { fill: 'none', stroke: 'currentColor', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

export function LogoIcon() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      <path
        className="logo-card"
        d="M27.5 10.5V8A2.5 2.5 0 0 0 25 5.5H7A2.5 2.5 0 0 0 4.500 8v16A2.5 2.5 0 0 0 7 26.5h18a2.5 2.5 0 0 0 2.5-2.5v-2.5"
        fill="none"
        strokeWidth="2.8"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <path
        className="logo-land"
        d="M10.4 12.6 16.6 11 22.6 12.6 21.600 16.8 18 17.4 16.6 21.2 11.2 19.8z"
        strokeWidth="1.6"
        strokeLinejoin="round"
      />
    </svg>
  );
}

export function TodayIcon() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <rect x="2.500" y="5" width="17" height="12.500" rx="1.500" />
      <path d="M6 9.500h10M6 13h6" />
    </svg>
  );
}

export function QuizIcon() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <circle cx="5" cy="6" r="2.200" />
      <circle cx="5" cy="16" r="2.200" />
      <path d="M10.500 6H20M10.500 16H20M10.500 11H17" />
    </svg>
  );
}

export function AtlasIcon() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <path d="M7 4.500 14 3.500 19 8.500 17.500 16 10.500 18.500 4 15.500 3 9z" />
      <circle cx="11" cy="11" r="3" />
    </svg>
  );
}

export function NotesIcon() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <path d="M5 2.500h9l4 4v13H5z" />
      <path d="M8.500 9.500h6M8.500 13h6M8.500 16.500h3.500" />
    </svg>
  );
}

export function SettingsIcon() {
  return (
    <svg viewBox="0 0 22 22" aria-hidden="true">
      <path d="M2.500 6.500h8M15.500 6.500h4M2.500 15.500h4M11.500 15.500h8" />
      <circle cx="13" cy="6.500" r="2.500" />
      <circle cx="9" cy="15.500" r="2.500" />
    </svg>
  );
}

export function CrossIcon() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" {...strokes} strokeWidth="1.7" aria-hidden="true">
      <path d="M4.500 4.500l11 11M15.500 4.500l-11 11" />
    </svg>
  );
}

export function UndoIcon() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" {...strokes} strokeWidth="1.6" aria-hidden="true">
      <path d="M6.500 3 3 6.500 6.500 10M3.500 6.500H11a4 4 0 0 1 0 8H7" />
    </svg>
  );
}

export function FindIcon() {
  return (
    <svg width="18" height="18" viewBox="0 0 18 18" {...strokes} strokeWidth="1.6" aria-hidden="true">
      <circle cx="7.500" cy="7.500" r="5" />
      <path d="M11.500 11.500 16 16" />
    </svg>
  );
}

/** A map-maker's correction mark: something here is wrong. */
export function CaretIcon() {
  return (
    <svg className="caret" viewBox="0 0 14 14" aria-hidden="true">
      <path d="M2 11 7 3l5 8" />
    </svg>
  );
}
