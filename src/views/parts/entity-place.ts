import type { EntityId } from '#core/ids.ts';

/** The page of an entity. */
export function entityPlace(id: EntityId): string {
  return `/entity/${id.split('/').map(encodeURIComponent).join('/')}`;
}
