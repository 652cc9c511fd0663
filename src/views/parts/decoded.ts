/** An address that somebody cut or made up may not be decodable; then it names nothing that is here. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
