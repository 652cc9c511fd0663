import { createServer, type RequestListener, type Server } from 'node:http';
import sirv from 'sirv';
import { cacheControl, policyHeaders } from './policy.ts';

interface Served {
  readonly port: number;
  close(): void;
}

/** Serves a folder on this machine alone, with the headers that a careful host would send, on the first free port. */
export async function serve(folder: string, ports: readonly number[]): Promise<Served> {
  const handleFile = sirv(folder, {
    etag: true,
    extensions: ['html'],
    setHeaders: (response, path) => response.setHeader('Cache-Control', cacheControl(path)),
  });
  return listen((request, response) => {
    for (const [name, value] of Object.entries(policyHeaders)) response.setHeader(name, value);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    // A missing file is missing: the page in its place would be cached as a script or a deck.
    handleFile(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' });
      response.end('Not found\n');
    });
  }, ports);
}

/** On both addresses that a browser may take `localhost` for: else another program could hold the other one. */
async function listen(handle: RequestListener, ports: readonly number[]): Promise<Served> {
  for (const wanted of ports) {
    const four = await open(handle, wanted, '127.0.0.1');
    if (four === 'in use') continue;
    if (four === 'no such address') throw new Error('This machine has no 127.0.0.1.');
    const address = four.address();
    const port = typeof address === 'object' && address ? address.port : wanted;
    const six = await open(handle, port, '::1');
    if (six === 'in use') {
      four.close();
      continue;
    }
    const servers = six === 'no such address' ? [four] : [four, six];
    return {
      port,
      close() {
        for (const server of servers) {
          server.close();
          server.closeAllConnections();
        }
      },
    };
  }
  throw new Error(`No free port: ${ports.join(', ')} in use.`);
}

async function open(handle: RequestListener, port: number, host: string): Promise<Server | 'in use' | 'no such address'> {
  const server = createServer(handle);
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('in use');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') resolve('no such address');
      else reject(error);
    });
    server.listen(port, host, () => resolve(server));
  });
}
