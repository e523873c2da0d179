/** Colours of our drawings. */
export const palette = {
  page: '#121316',
  cell: '#1c1e23',
  line: '#4a4f5a',
  bright: '#e8eaee',
  dim: '#9aa1ad',
} as const
