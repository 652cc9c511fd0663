import { withoutAsides } from '../asides.ts';

// In the first load: the words of texts (text.ts) must not come with it.

/** `Managed Streaming for Apache Kafka` of `Amazon Managed Streaming for Apache Kafka (MSK)`. */
export function bareName(name: string): string {
  return withoutAsides(name)
    .replace(/^(?:Amazon|AWS)\s+/, '')
    .trim();
}
