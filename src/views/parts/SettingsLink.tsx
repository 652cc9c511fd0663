import { Link } from 'wouter';
import { words } from '#views/words/words.ts';

/** At the foot of a screen on a phone, where the bar has no room for it. */
export function SettingsLink() {
  return (
    <p className="to-settings">
      <Link className="link" href="/settings">
        {words.nav.settings}
      </Link>
    </p>
  );
}
