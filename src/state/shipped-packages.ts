import type { ShippedPackages } from '#core/shipped-packages.ts';

/** The list that the build made of what it brings along; undefined where there is none, as in a development server. */
export async function readShippedPackages(): Promise<ShippedPackages | undefined> {
  try {
    const response = await fetch(new URL('packages.json', document.baseURI));
    return response.ok ? ((await response.json()) as ShippedPackages) : undefined;
  } catch {
    return undefined;
  }
}
