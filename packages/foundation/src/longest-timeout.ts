/** The longest delay of `setTimeout` in milliseconds, 24.8 days; longer ones fire at once. */
export const longestTimeout: number = 2 ** 31 - 1
