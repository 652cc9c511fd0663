import { useState } from 'react';
import type { DeckId } from '#core/ids.ts';
import type { Picture } from '#core/notes/figures.ts';
import { usePicture } from '#state/live/use-picture.ts';
import { richWords } from '#views/words/rich.en.ts';
import './rich.css';

/** A picture of a notebook; where it is not here, or cannot be drawn, what it shows in words. */
export function PictureOf({ deck, picture: { src, alt, width } }: { readonly deck: DeckId; readonly picture: Picture }) {
  const shown = usePicture(deck, src);
  const [broken, setBroken] = useState(false);
  if (shown === undefined) return <span className="picture" />;
  if (shown === 'none' || broken) {
    return (
      <span className="picture missing">
        {alt === '' ? richWords.pictureNamed(src) : alt}
        <small>{richWords.missingPicture}</small>
      </span>
    );
  }
  return (
    <span className="picture">
      <img
        src={shown.url}
        alt={alt === '' ? richWords.pictureNamed(src) : alt}
        {...(width === undefined ? {} : { width })}
        onError={() => setBroken(true)}
      />
    </span>
  );
}
