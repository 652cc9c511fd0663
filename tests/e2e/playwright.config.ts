import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { launchOptions } from '#cli/chromium.ts';

if (!existsSync('dist/sw.js')) throw new Error('There is no build to test yet: `npm run build` makes one.');

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.ts',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  // A test that passes when it is tried again is a test that fails now and then.
  retries: 0,
  forbidOnly: true,
  // Long enough for a machine that is busy; what passes waits for none of it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: { launchOptions: launchOptions(), colorScheme: 'light', locale: 'en-GB', timezoneId: 'Europe/Berlin' },
});
