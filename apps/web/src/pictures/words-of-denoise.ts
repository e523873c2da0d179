const words: readonly (readonly [number, string])[] = [
  [0.2, 'Only grain and light: the picture stays.'],
  [0.45, 'Details: shapes and colours stay.'],
  [0.7, 'Style and details: the composition stays.'],
  [0.9, 'Most of it: the rough layout stays.'],
  [1, 'Nearly everything: little more than the size stays.'],
]

/** What a denoise comes to; undefined is what suits the model. */
export const wordsOfDenoise = (denoise: number | undefined): string =>
  denoise === undefined
    ? 'As it suits the model.'
    : (words.find(([most]) => denoise <= most)?.[1] ?? '')
