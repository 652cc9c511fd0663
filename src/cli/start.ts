import { build } from 'vite';
import { serve } from './serve.ts';

const usualPort = 4173;

await build({ logLevel: 'warn' });
const { port } = await serve('dist', chosenPorts());
console.log(`\nCardwright runs at http://localhost:${port}/ (Ctrl+C ends it)`);
if (!process.env.PORT && port !== usualPort) {
  console.log(
    `Port ${usualPort} is in use. A browser keeps what you learn for each address apart, so your cards of http://localhost:${usualPort}/ are not shown here.`,
  );
}
process.on('SIGINT', () => process.exit(0));
process.on('SIGTERM', () => process.exit(0));

/** The same port every time, if it can be had: progress belongs to the address. */
function chosenPorts(): number[] {
  if (process.env.PORT) return [Number(process.env.PORT)];
  return Array.from({ length: 20 }, (_, index) => usualPort + index);
}
