/** A graph as ComfyUI posts it, with a seed that no number of JavaScript holds. */
export const prompt =
  '{"3": {"class_type": "KSampler", "inputs": {"seed": 18446744073709551615, "cfg": 8.0}, "is_changed": [NaN]}}'
/** The same as the editor saves it. */
export const workflow = '{"nodes": [{"id": 3, "type": "KSampler"}], "links": [], "version": 0.4}'
/** What A1111 writes. */
export const parameters =
  'a café 一只猫\nNegative prompt: dog\nSteps: 20, Sampler: Euler a, Seed: 5, Size: 512x512'
