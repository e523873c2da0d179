/** The request of every job. */
export const body = {
  prompt: 'a lighthouse on a cliff at dawn',
  model: 'base/dreamscape_xl.safetensors',
  steps: 4,
  resolution: { width: 512, height: 512 },
}
