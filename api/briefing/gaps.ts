import type { Section } from '../contract/index.ts';
import { line } from './figures.ts';
import { finding, section, type Making } from './section.ts';
import { timeText } from './words.ts';

/** 缺失信源: what was not read, since when and why. What is missing is not zero. */
export function gapsSection({ input }: Making): Section {
  const silences = (input.posts?.silences ?? []).map(({ fromMs, toMs }) =>
    finding(`gap:all:${fromMs}`, [
      line('全部信源'),
      line(`${timeText(fromMs)} 至 ${timeText(toMs)}`),
      line('这段时间通常有帖文，本期一条也没有，按缺失处理'),
    ]),
  );
  const rows = input.gaps.map(({ source, name, fromMs, why }) =>
    finding(`gap:${source}`, [line(name), line(fromMs === null ? '一直' : `${timeText(fromMs)} 起`), line(why)], {
      link: '/sources',
    }),
  );
  const away = input.lacking
    .filter(({ what }) => what === 'store')
    .map(({ why }) => finding('gap:store', [line('帖文库'), line('本期'), line(why)]));
  const columns = ['信源', '时间', '原因'];
  return section('gaps', '缺失信源', '各信源本期没有明显缺失。', [...away, ...silences, ...rows], { columns });
}
