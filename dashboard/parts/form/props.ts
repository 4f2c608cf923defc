import type { HTMLInputAttributes } from 'svelte/elements';

/**
 * What every field takes. `name` is the field's name in the body that is sent: a refusal with this `field` is shown under it.
 * `wrong` overrules that. `test` becomes `data-test` of the control.
 */
export type FieldProps = {
  label: string;
  name?: string | undefined;
  hint?: string;
  wrong?: string;
  required?: boolean;
  test?: string | undefined;
};

/** What a field's control carries: spread it onto the element. */
export type ControlProps = {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
};

export type TextProps = Pick<
  HTMLInputAttributes,
  'autocomplete' | 'disabled' | 'inputmode' | 'list' | 'minlength' | 'maxlength' | 'placeholder' | 'readonly'
>;

export type Option<T extends string> = { readonly value: T; readonly label: string; readonly hint?: string };
