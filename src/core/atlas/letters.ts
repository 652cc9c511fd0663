/** Of Cabin at weight 500, in thousandths of the letter size, from the space to the tilde. */
const widths =
  '225 246 336 707 583 908 618 177 320 320 431 446 223 422 214 339 702 344 526 540 596 540 566 506 605 566 214 222 415 446 415 464 725 620 610 613 724 560 524 669 716 267 267 592 501 821 706 766 582 766 613 583 542 722 614 953 607 583 549 331 319 331 512 563 471 488 562 455 562 514 335 500 546 224 224 464 248 874 556 559 564 564 322 418 340 536 494 726 481 519 472 321 227 321 464'
    .split(' ')
    .map(Number);
const firstCode = 32;

/** How wide a text is drawn, in units of its letter size; a little more than measured, for what else draws it. */
export function letterWidth(text: string): number {
  let width = 0;
  for (const letter of text.normalize('NFD')) {
    const code = letter.codePointAt(0) ?? 0;
    // Accents stand on the letter before them.
    if (/\p{M}/u.test(letter)) continue;
    const own = widths[code - firstCode];
    width += own ?? (code >= 0x1100 ? 1020 : 640);
  }
  return (width / 1000) * 1.05;
}
