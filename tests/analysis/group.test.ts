import assert from 'node:assert/strict';
import { GROUP_TEXTS_MAX, groupTexts } from '../../api/analysis/group.ts';

const CLAIM = '城关镇自来水厂昨天发生泄漏，已有12人送医，请大家不要饮用';
const PLACES = ['城关镇', '柳树镇'];

describe('texts that say the same', () => {
  const same = (a: string, b: string) => {
    const others = ['公交车改线以后老人看病不方便', '农贸市场猪肉又涨价了', '实验小学门口每天堵车', '暖气不热没有人管'];
    const groups = groupTexts([a, b, ...others], PLACES);
    return groups[0] === groups[1];
  };

  it('in a few other words, forwarded, cut or in another script are one', () => {
    for (const other of [
      '城關鎮自來水廠昨天發生洩漏，已有12人送醫，請大家不要飲用',
      `【转】${CLAIM}`,
      '已有12人送医，城关镇自来水厂昨天发生泄漏，请大家不要饮用！',
      '城关镇自来水厂昨天发生泄漏，已有12人送医……全文',
      '昨天城关镇水厂泄漏了，12人送医，大家千万不要饮用',
    ])
      assert.ok(same(CLAIM, other), other);
  });

  it('with another number or place, or a denial, are two', () => {
    for (const other of [
      CLAIM.replace('12', '120'),
      CLAIM.replace('城关镇', '柳树镇'),
      `【辟谣】网传“${CLAIM}”不实，请勿轻信`,
      CLAIM.replace('发生', '没有发生'),
    ])
      assert.equal(same(CLAIM, other), false, other);
  });

  it('groups are numbered in the order of their first texts', () => {
    assert.deepEqual(groupTexts([CLAIM, '暖气不热没有人管', CLAIM]), [0, 1, 0]);
    assert.deepEqual(groupTexts([]), []);
  });

  it('more texts than the limit are a bug of the caller', () => {
    assert.throws(() => groupTexts(Array<string>(GROUP_TEXTS_MAX + 1).fill('水')), /more than/);
  });
});
