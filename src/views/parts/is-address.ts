/** Whether the browser can take it for an address: a link with another one would lead nowhere. */
export function isAddress(text: string): boolean {
  try {
    return new URL(text).href !== '';
  } catch {
    return false;
  }
}
