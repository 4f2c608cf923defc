import type { AlertView, SpikeView } from '../../../api/contract/index.ts';

/** The search that shows an alert's posts: its topics and places, in the span of the spike or from the first post on. */
export function searchOf(alert: AlertView, spike: SpikeView | null = null): string {
  const filters: Record<string, string> = {};
  if (alert.topics.length > 0) filters['topics'] = alert.topics.join(',');
  if (alert.places.length > 0) filters['places'] = alert.places.join(',');
  filters['from'] = String(spike?.fromMs ?? alert.firstPostMs);
  if (spike !== null) filters['to'] = String(spike.toMs);
  return `/search?${Object.entries(filters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}
