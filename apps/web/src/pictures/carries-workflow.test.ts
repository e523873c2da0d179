import { expect, it } from 'vitest'
import { carriesWorkflow } from './carries-workflow.ts'

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)

function chunk(type: string, text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + text.length)
  new DataView(bytes.buffer).setUint32(0, text.length)
  bytes.set(new TextEncoder().encode(`${type}${text}`), 4)
  return bytes
}

const header = chunk('IHDR', 'thirteen byte')
const pixels = chunk('IDAT', 'some pixels, and more of them')

it('a picture carries a workflow where ComfyUI wrote one before its pixels', async () => {
  const dots = chunk('pHYs', 'nine byte')
  const graph = chunk('tEXt', 'prompt\0{"3": {}}')
  expect(await carriesWorkflow(new Blob([signature, header, dots, graph, pixels]))).toBe(true)
  const editors = chunk('iTXt', 'workflow\0\0\0\0\0{}')
  expect(await carriesWorkflow(new Blob([signature, header, editors, pixels]))).toBe(true)
})

it('other pictures carry none, whatever they are', async () => {
  const words = chunk('tEXt', 'prompting\0a boat')
  const graph = chunk('tEXt', 'prompt\0{"3": {}}')
  for (const parts of [
    [signature, header, words, pixels, graph],
    [signature, header],
    [signature],
    [],
    [chunk('tEXt', 'prompt\0{}')],
  ]) {
    expect(await carriesWorkflow(new Blob(parts))).toBe(false)
  }
  const endless = chunk('tEXt', 'Title\0a boat, with an end that never comes')
  new DataView(endless.buffer).setUint32(0, 2 ** 32 - 1)
  expect(await carriesWorkflow(new Blob([signature, endless]))).toBe(false)
})
