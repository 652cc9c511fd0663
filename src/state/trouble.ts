import type { StorageErrorCode } from '#storage/storage.ts';

export type { StorageErrorCode };

/** The storage error behind whatever was thrown, if it is one. By shape, since its class comes with the database. */
export function storageErrorCode(error: unknown): StorageErrorCode | undefined {
  return error instanceof Error && 'code' in error && error.message.startsWith('storage: ')
    ? (error.code as StorageErrorCode)
    : undefined;
}
