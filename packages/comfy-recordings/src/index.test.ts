import { expect, test } from 'vitest'
import { readObjectInfoText, readRecording, recordingNames } from './index.ts'

test.each(recordingNames)('%s can be read and keeps the order of time', (name) => {
  const { events } = readRecording(name)
  expect(events.length).toBeGreaterThan(0)
  const times = events.map((event) => event.at_ms)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('object_info holds the core nodes', () => {
  expect(Object.keys(JSON.parse(readObjectInfoText()))).toEqual(
    expect.arrayContaining(['CheckpointLoaderSimple', 'KSampler', 'LoraLoader', 'SaveImage']),
  )
})
