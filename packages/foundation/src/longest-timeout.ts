/** Milliseconds, 24.8 days. For more than this `setTimeout` fires at once. */
export const longestTimeout: number = 2 ** 31 - 1
