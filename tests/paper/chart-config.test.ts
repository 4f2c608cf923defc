import assert from 'node:assert/strict';
import { chartConfig, gapsOf } from '../../api/paper/chart-config.ts';
import { chartTable } from '../../api/paper/chart-table.ts';
import { CHART_LINES_MAX } from '../../api/contract/index.ts';
import { sampleChart } from './sample-paper.ts';

describe('the configuration of a chart', () => {
  const chart = sampleChart();
  const config = chartConfig(chart);
  const datasets = config.data['datasets'] as unknown as readonly Record<string, unknown>[];

  it('is plain JSON', () => {
    assert.deepEqual(JSON.parse(JSON.stringify(config)), config);
  });

  it('a gap is not zero, and is marked', () => {
    assert.deepEqual((datasets[2]?.['data'] as number[])[10], null);
    assert.equal(datasets[2]?.['spanGaps'], false);
    assert.deepEqual(gapsOf(chart), [[10, 11]]);
    assert.ok(JSON.stringify(config.options).includes('缺数'));
  });

  it('the band is filled between its ends', () => {
    assert.equal(datasets[0]?.['fill'], false);
    assert.equal(datasets[1]?.['fill'], 0);
  });

  it('lines differ without their colours', () => {
    const lines = Array.from({ length: 9 }, (_, at) => ({ name: `线${at}`, kind: 'line' as const, values: [at] }));
    const drawn = chartConfig({ ...chart, lines }).data['datasets'] as unknown as readonly Record<string, unknown>[];
    assert.equal(drawn.length, CHART_LINES_MAX);
    assert.equal(
      new Set(drawn.map((line) => JSON.stringify([line['borderDash'], line['pointStyle']]))).size,
      CHART_LINES_MAX,
    );
  });

  it('statements are marked', () => {
    assert.ok(JSON.stringify(config.options).includes('"content":"首次回应"'));
  });

  it('the table in its place says 缺数 where there is none', () => {
    assert.deepEqual(
      chartTable(chart)
        .rows[10]?.map((line) => line[0]?.text)
        .slice(3),
      ['缺数', '缺数'],
    );
  });
});
