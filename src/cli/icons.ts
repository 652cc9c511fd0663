import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium, launchOptions } from './chromium.ts';

// Draws every icon from logo.svg: `npm run icons`, once the logo has changed.

const folder = join('src', 'public');
const paper = '#f6f7f3';

interface Icon {
  readonly name: string;
  readonly size: number;
  /** The logo's share of the width. */
  readonly logo: number;
  /** Of the paper behind it, in shares of the width. */
  readonly corner: number;
}

const icons: readonly Icon[] = [
  { name: 'icon-32', size: 32, logo: 0.88, corner: 0.2 },
  { name: 'icon-192', size: 192, logo: 0.74, corner: 0.22 },
  { name: 'icon-512', size: 512, logo: 0.74, corner: 0.22 },
  // A launcher may cut a maskable icon to the circle of four fifths of its width.
  { name: 'icon-maskable-192', size: 192, logo: 0.56, corner: 0 },
  { name: 'icon-maskable-512', size: 512, logo: 0.56, corner: 0 },
  // iOS rounds it by itself and shows what is transparent as black.
  { name: 'apple-touch-icon', size: 180, logo: 0.7, corner: 0 },
];

const logo = readFileSync(join(folder, 'logo.svg'), 'utf8');
const browser = await chromium.launch({ ...launchOptions(), executablePath: await findChromium(console.log) });
const page = await browser.newPage();
for (const icon of icons) {
  await page.setViewportSize({ width: icon.size, height: icon.size });
  await page.setContent(`<style>
    body { margin: 0; display: grid; place-items: center; height: 100vh; background: ${paper}; border-radius: ${icon.corner * 100}% }
    html { background: transparent }
    svg { width: ${icon.logo * 100}% }
  </style>${logo}`);
  await page.screenshot({ path: join(folder, `${icon.name}.png`), omitBackground: true });
}
await browser.close();
