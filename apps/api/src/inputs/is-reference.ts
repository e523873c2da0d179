/** Whether a value is meant to refer to a picture; another text is the name of a file on the server. */
export const isReference = (value: unknown): boolean =>
  typeof value === 'string'
    ? /^(?:data:|https?:)/i.test(value)
    : typeof value === 'object' && value !== null && !Array.isArray(value)
