import { createContext, use, useContext } from 'react';
import type { Storage } from '#storage/storage.ts';
import type { Services } from './services.ts';

export const ServicesContext = createContext<Services | undefined>(undefined);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === undefined) throw new Error('useServices outside of ServicesContext');
  return services;
}

/** Suspends until the database is open; throws its StorageError to the nearest boundary. */
export function useStorage(): Storage {
  return use(useServices().storage());
}
