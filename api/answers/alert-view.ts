import { SMALL_COUNT, type AlertDetail, type AlertView, type SpikeView } from '../contract/index.ts';
import type { AlertId, Spike, TimelineItem } from '../contract/index.ts';
import { handlingAt } from '../desk/alerts.ts';
import { rowAt } from '../desk/table.ts';
import { isSample, seriesName, sourceName } from './names.ts';
import type { Parts, RaisedRecord } from './parts.ts';

type ViewParts = Pick<Parts, 'lexicon' | 'desk' | 'now'>;

/** Counts of voices under 5 leave the server as null. */
export function guarded(count: number): number | null {
  return count < SMALL_COUNT ? null : count;
}

export function spikeView(parts: ViewParts, spike: Spike): SpikeView {
  const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
  return {
    series: spike.series,
    level: spike.level,
    score: round(spike.score),
    fromMs: spike.fromMs,
    toMs: spike.toMs,
    count: spike.count,
    expected: round(spike.expected),
    low: round(spike.low),
    high: round(spike.high),
    ratio: round(spike.ratio, 1),
    voices: guarded(spike.voices),
    sources: spike.sources.map(({ source, count }) => ({ source, name: sourceName(parts, source), count })),
    loudestShare: round(spike.loudestShare),
    copiesShare: round(spike.copiesShare),
    coverage: round(spike.coverage),
    historyDays: round(spike.historyDays, 1),
    zh: spike.zh,
    en: spike.en,
  };
}

/** The series that says most: place and topic together, else the highest score. */
export function headline(alert: RaisedRecord['alert']): string {
  const paired = alert.spikes.find((spike) => spike.series.includes('|'));
  return paired?.series ?? alert.spikes[0]?.series ?? alert.series[0] ?? '';
}

export function alertView(parts: ViewParts, { alert }: RaisedRecord): AlertView {
  const handling = handlingAt(parts.desk.state(), alert.id as AlertId, parts.now());
  const name = seriesName(parts, headline(alert));
  const [spike] = alert.spikes;
  if (spike === undefined) throw new Error('an alert without a spike');
  const keys = alert.series.flatMap((series) => series.split('|'));
  const idsOf = (kind: string): string[] => [
    ...new Set(keys.filter((key) => key.startsWith(`${kind}:`)).map((key) => key.slice(kind.length + 1))),
  ];
  const people = parts.desk.state().people;
  return {
    id: alert.id as AlertId,
    level: alert.level,
    peak: alert.peakLevel,
    state: handling.state,
    titleZh: name.zh,
    titleEn: name.en,
    series: [...alert.series],
    topics: idsOf('topic'),
    places: idsOf('place'),
    raisedMs: alert.firstSeenMs,
    firstPostMs: alert.sinceMs,
    updatedMs: alert.updatedMs,
    recoveredMs: alert.recovered ? alert.endedMs : null,
    holder: handling.holder,
    holderName: handling.holder === null ? null : (rowAt(people, handling.holder)?.name ?? null),
    snoozedUntilMs: handling.snoozedUntilMs,
    spike: spikeView(parts, spike),
    sample: spike.sources.length > 0 && spike.sources.every(({ source }) => isSample(parts, source)),
  };
}

/** What the machine noted and what people did, in one line of time. */
export function timelineOf(parts: ViewParts, { alert }: RaisedRecord): AlertDetail['timeline'] {
  const { people } = parts.desk.state();
  const handling = handlingAt(parts.desk.state(), alert.id as AlertId, parts.now());
  const machine = (atMs: number, act: TimelineItem['act'], note: string): TimelineItem => ({
    atMs,
    by: 'machine',
    act,
    note,
  });
  const items = [machine(alert.firstSeenMs, 'raised', alert.spikes[0]?.zh ?? '')];
  if (alert.recovered && alert.endedMs !== null) items.push(machine(alert.endedMs, 'recovered', ''));
  const human = handling.timeline.map((item) => ({ ...item, by: rowAt(people, item.by)?.name ?? item.by }));
  return [...items, ...human].toSorted((a, b) => a.atMs - b.atMs);
}
