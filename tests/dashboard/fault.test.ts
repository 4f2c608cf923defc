import assert from 'node:assert/strict';
import { faultOf, type Judged } from '../../dashboard/lib/fault.ts';
import { en } from '../../dashboard/text/en.ts';
import { zh } from '../../dashboard/text/zh.ts';

const GOOD: Judged['validity'] = {
  valid: true,
  valueMissing: false,
  badInput: false,
  rangeUnderflow: false,
  rangeOverflow: false,
  stepMismatch: false,
  tooShort: false,
  customError: false,
};
type Flag = keyof typeof GOOD;
const bad = (flag: Flag, more: Partial<Judged> = {}): Judged => ({
  validity: { ...GOOD, valid: false, [flag]: true },
  validationMessage: 'the words of the browser',
  type: 'text',
  ...more,
});

describe('what is wrong with a field', () => {
  it('nothing, where the element is content', () => {
    assert.equal(faultOf({ validity: GOOD, validationMessage: '', type: 'text' }, zh.form), '');
  });

  const TABLE: readonly (readonly [string, Judged, string])[] = [
    ['a text that is missing', bad('valueMissing'), '请填写此项。'],
    ['a choice that is missing', bad('valueMissing', { type: 'select-one' }), '请选择。'],
    ['a number that is none', bad('badInput', { type: 'number' }), '请填写数字。'],
    ['a moment without its hour', bad('badInput', { type: 'datetime-local' }), '请填写完整的日期和时间。'],
    ['a number above its limit', bad('rangeOverflow', { type: 'number', max: '50' }), '不能大于 50。'],
    [
      'a moment before its limit',
      bad('rangeUnderflow', { type: 'datetime-local', min: '2026-11-23T16:05' }),
      '不能早于 2026-11-23 16:05。',
    ],
    ['what a part judged by itself', bad('customError'), 'the words of the browser'],
  ];
  for (const [name, judged, said] of TABLE) {
    it(`${name}: ${said}`, () => assert.equal(faultOf(judged, zh.form), said));
  }

  it('is never said in the language of the browser', () => {
    const flags = (Object.keys(GOOD) as Flag[]).filter((flag) => flag !== 'valid' && flag !== 'customError');
    for (const flag of flags) assert.notEqual(faultOf(bad(flag), en.form), 'the words of the browser');
  });
});
