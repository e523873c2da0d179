/** The text as a regular expression that finds it, for expressions with and without `u`: `RegExp.escape`, which Node has from 24 on. */
export const escapePattern = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
