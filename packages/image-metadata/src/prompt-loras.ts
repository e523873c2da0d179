import type { Lora } from '@darkroom/recipe'
import { toLora, toNumber } from './values.ts'

/**
 * The LoRAs in a prompt as `<lora:name:a[:b]>`. With two numbers A1111 means text encoder, then model; ComfyUI's nodes
 * mean model, then clip.
 */
export function promptLoras(prompt: string, order: 'clip-first' | 'model-first'): Lora[] {
  const found: Lora[] = []
  let start = prompt.indexOf('<lora:')
  while (start >= 0 && found.length < 256) {
    const end = prompt.indexOf('>', start)
    if (end < 0) break
    const lora = readTag(prompt.slice(start + 6, Math.min(end, start + 600)).split(':'), order)
    if (lora !== undefined && !found.some(({ name }) => name === lora.name)) found.push(lora)
    start = prompt.indexOf('<lora:', start + 6)
  }
  return found
}

function readTag(parts: readonly string[], order: 'clip-first' | 'model-first'): Lora | undefined {
  const name = parts[0]?.trim()
  if (name === undefined || name === '') return undefined
  const first = toNumber(parts[1])
  const second = toNumber(parts[2])
  if (order === 'clip-first') return toLora(name, second ?? first, first)
  return toLora(name, first, second)
}
