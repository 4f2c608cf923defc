import type { Text } from '../text/zh.ts';

/** The form's own elements that a person fills in. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What an element says of itself, as far as a fault can be told from it. */
export type Judged = {
  readonly validity: Pick<
    ValidityState,
    | 'valid'
    | 'valueMissing'
    | 'badInput'
    | 'rangeUnderflow'
    | 'rangeOverflow'
    | 'stepMismatch'
    | 'tooShort'
    | 'customError'
  >;
  readonly validationMessage: string;
  readonly type: string;
  readonly min?: string;
  readonly max?: string;
  readonly minLength?: number;
};

/** `2026-11-23T16:05`, as an element has it → `2026-11-23 16:05`. */
const shown = (limit: string | undefined): string => (limit ?? '').replace('T', ' ');

/** What is wrong with an element, in the product's own words (the browser's are in the language of the browser); '' when nothing is. */
export function faultOf(one: Judged, words: Text['form']): string {
  const { validity: v } = one;
  if (v.valid) return '';
  if (v.customError) return one.validationMessage;
  const dated = one.type === 'datetime-local';
  if (v.badInput) return dated ? words.badMoment : words.badNumber;
  if (v.valueMissing && one.type === 'checkbox') return words.tickIt;
  if (v.valueMissing) return /^(select|radio|file)/.test(one.type) ? words.pickOne : words.fillIn;
  if (v.rangeUnderflow) return dated ? words.tooEarly(shown(one.min)) : words.tooLow(shown(one.min));
  if (v.rangeOverflow) return dated ? words.tooLate(shown(one.max)) : words.tooHigh(shown(one.max));
  if (v.stepMismatch) return words.badNumber;
  if (v.tooShort) return words.tooShort(String(one.minLength ?? 0));
  return words.badForm;
}

/** The faults of a form's elements, by their names. */
export function faultsOf(form: HTMLFormElement, words: Text['form']): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const one of form.elements) {
    if (!isControl(one) || !one.willValidate || one.name in faults) continue;
    const fault = faultOf(one, words);
    if (fault !== '') faults[one.name] = fault;
  }
  return faults;
}

function isControl(one: Element): one is Control {
  return one instanceof HTMLInputElement || one instanceof HTMLSelectElement || one instanceof HTMLTextAreaElement;
}
