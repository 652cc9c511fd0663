import type { TabMessage, Tabs } from './services.ts';

/** Tabs of this browser, over a BroadcastChannel, which never hears itself. */
export function openTabs(): Tabs {
  const channel = new BroadcastChannel('cardwright');
  return {
    announce: (message) => channel.postMessage(message),
    listen(hear) {
      const listener = (event: MessageEvent<TabMessage>) => hear(event.data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
  };
}
