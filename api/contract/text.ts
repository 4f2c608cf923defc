/** Brands of text. Types only, so that any part (the screens too) may import them. */

declare const masked: unique symbol;
declare const voice: unique symbol;

/** Text whose personal numbers, handles and e-mails were replaced by marks. Only `maskText` makes it; the stores take nothing else. */
export type MaskedText = string & { readonly [masked]: true };

/** 16 hex characters that stand for one handle within one source while one key is in force. Only `voiceOf` makes it. */
export type Voice = string & { readonly [voice]: true };
