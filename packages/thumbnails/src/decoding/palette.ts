/** Colours of all that we draw. */
export const palette = {
  page: '#121316',
  cell: '#1c1e23',
  line: '#3a3e46',
  bright: '#e8eaee',
  dim: '#8f96a3',
} as const
