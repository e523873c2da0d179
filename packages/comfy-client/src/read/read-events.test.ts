import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readBinaryEvent } from './read-binary-event.ts'
import { readTextEvent } from './read-text-event.ts'

const jpeg = [0xff, 0xd8, 0xff, 0xe0]
const frame = (kind: number, number: number, ...rest: readonly number[]): Uint8Array =>
  new Uint8Array([0, 0, 0, kind, 0, 0, 0, number, ...rest])
const bytes = (text: string): number[] => [...new TextEncoder().encode(text)]

test('a text frame says what a node says', () => {
  expect(readBinaryEvent(frame(3, 1, ...bytes('1hello é')))).toEqual({
    type: 'text',
    nodeId: '1',
    text: 'hello é',
  })
})

test('a preview with metadata bears its job and node', () => {
  const head = bytes(
    '{"node_id":"5","prompt_id":"p","display_node_id":"5","image_type":"image/jpeg"}',
  )
  expect(readBinaryEvent(frame(4, head.length, ...head, ...jpeg))).toEqual({
    type: 'preview',
    promptId: 'p',
    nodeId: '5',
    displayNodeId: '5',
    contentType: 'image/jpeg',
    image: new Uint8Array(jpeg),
  })
})

test('the bytes of an image outweigh the format number', () => {
  expect(readBinaryEvent(frame(1, 2, ...jpeg))).toMatchObject({ contentType: 'image/jpeg' })
})

test.each([
  ['nothing', new Uint8Array()],
  ['too short', new Uint8Array([0, 0, 0, 1, 0])],
  ['a length beyond the frame', frame(3, 200, 1, 2)],
  ['metadata that is no JSON', frame(4, 2, 1, 2, ...jpeg)],
  ['an empty image', frame(1, 1)],
  ['a kind that is never sent', frame(2, 1, ...jpeg)],
])('%s is unknown', (_what, given) => {
  expect(readBinaryEvent(given)).toMatchObject({ type: 'unknown', data: given })
})

test('no binary frame makes the reader throw', () => {
  const kinds = fc.tuple(fc.constantFrom(1, 2, 3, 4, 5), fc.nat(300), fc.uint8Array())
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), kinds), (given) => {
      const data =
        given instanceof Uint8Array ? given : frame(given[0], given[1] % 256, ...given[2])
      expect(['preview', 'text', 'unknown']).toContain(readBinaryEvent(data).type)
    }),
  )
})

const names = ['status', 'executing', 'progress', 'progress_state', 'executed', 'execution_error']

test('no text frame makes the reader throw', () => {
  const framed = fc
    .tuple(fc.constantFrom(...names, '__proto__', 'constructor'), fc.jsonValue())
    .map(([type, data]) => JSON.stringify({ type, data }))
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), framed), (text) => {
      expect(readTextEvent(text).type).toEqual(expect.any(String))
    }),
  )
})

test('a known type without what it needs is unknown', () => {
  expect(readTextEvent('{"type": "executed", "data": {"node": "1"}}')).toEqual({
    type: 'unknown',
    name: 'executed',
    data: { node: '1' },
  })
})

test('a cached output node without display has an empty output', () => {
  const text = '{"type": "executed", "data": {"node": "9", "output": null, "prompt_id": "p"}}'
  expect(readTextEvent(text)).toMatchObject({ type: 'executed', output: {}, files: [] })
})

test('a blocked node is an error that ends nothing', () => {
  const data = { prompt_id: 'p', node_id: '3', node_type: 'X', exception_type: 'ExecutionBlocked' }
  expect(readTextEvent(JSON.stringify({ type: 'execution_error', data }))).toMatchObject({
    isTerminal: false,
  })
})

test.each([
  ['torch.OutOfMemoryError', 'Allocation on device\nThis error means you ran out of memory.\n'],
  ['torch.cuda.OutOfMemoryError', ''],
  ['RuntimeError', 'MPS backend out of memory (MPS allocated: 9 GB)'],
  ['RuntimeError', 'CUDA error: out of memory'],
  ['MemoryError', ''],
])('%s: %s is out of memory', (exception_type, exception_message) => {
  const data = { prompt_id: 'p', node_id: '3', node_type: 'X', exception_type, exception_message }
  expect(readTextEvent(JSON.stringify({ type: 'execution_error', data }))).toMatchObject({
    error: { isOutOfMemory: true },
  })
})

test('video, audio and 3D files are found among flags and texts', () => {
  const file = { filename: 'v.mp4', subfolder: 'video\\x', type: 'output' }
  const output = {
    images: [file],
    animated: [true],
    text: ['a'],
    '3d': [{ filename: 'm.glb', subfolder: 'mesh', type: 'output' }],
    gifs: [{ ...file, filename: 'g.webm', format: 'video/webm', frame_rate: 8 }],
  }
  const data = { node: '9', prompt_id: 'p', output }
  const event = readTextEvent(JSON.stringify({ type: 'executed', data }))
  expect(event).toMatchObject({
    files: [
      { kind: 'images', nodeId: '9', ...file },
      { kind: '3d', filename: 'm.glb' },
      { kind: 'gifs', filename: 'g.webm' },
    ],
  })
})

test('a frame that would take long to read is not read', () => {
  const nodes = Object.fromEntries(Array.from({ length: 40_000 }, (_, id) => [id, { value: 1 }]))
  const frame = JSON.stringify({ type: 'progress_state', data: { prompt_id: 'p', nodes } })
  expect(frame.length).toBeGreaterThan(600_000)
  expect(readTextEvent(`${frame}${' '.repeat(600_000)}`)).toEqual({
    type: 'unknown',
    name: 'too-long',
    data: null,
  })
})
