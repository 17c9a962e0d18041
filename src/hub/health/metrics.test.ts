import { describe, expect, it } from 'vitest';
import { Metrics } from './metrics.ts';

describe('OP22 the figures as text', () => {
  it('counts, with and without labels, and begins at nothing', () => {
    const metrics = new Metrics();
    const refused = metrics.counter('refused_total', 'Refused.');
    expect(metrics.render()).toBe(
      '# HELP refused_total Refused.\n# TYPE refused_total counter\nrefused_total 0\n',
    );
    refused.add({ rule: 'rooms.noRooms' });
    refused.add({ rule: 'rooms.noRooms' }, 2);
    refused.add({ rule: 'a"b\\c\nd' });
    expect(metrics.render()).toBe(
      [
        '# HELP refused_total Refused.',
        '# TYPE refused_total counter',
        'refused_total{rule="rooms.noRooms"} 3',
        'refused_total{rule="a\\"b\\\\c\\nd"} 1',
        '',
      ].join('\n'),
    );
  });

  it('reads what is kept elsewhere, and leaves out what cannot be told', () => {
    const metrics = new Metrics();
    metrics.gauge('a', 'A.', () => 1.5);
    metrics.gauge('b', 'B.', () => null);
    metrics.total('c_total', 'C.', () => [{ labels: { kind: 'x' }, value: Number.POSITIVE_INFINITY }]);
    expect(metrics.render()).toBe(
      '# HELP a A.\n# TYPE a gauge\na 1.5\n# HELP b B.\n# TYPE b gauge\n# HELP c_total C.\n# TYPE c_total counter\nc_total{kind="x"} +Inf\n',
    );
  });

  it('puts times into buckets that hold all below them', () => {
    const metrics = new Metrics();
    const seconds = metrics.histogram('t', 'T.', [0.1, 1]);
    for (const value of [0.05, 0.1, 0.5, 3]) seconds.observe(value);
    expect(metrics.render().split('\n').slice(2, -1)).toEqual([
      't_bucket{le="0.1"} 2',
      't_bucket{le="1"} 3',
      't_bucket{le="+Inf"} 4',
      't_sum 3.65',
      't_count 4',
    ]);
  });

  it('takes no name twice', () => {
    const metrics = new Metrics();
    metrics.counter('a', 'A.');
    expect(() => metrics.gauge('a', 'A.', () => 1)).toThrow('two figures a');
  });
});
