import { expect, test } from 'vitest'
import {
  newerRecordingNames,
  type Recording,
  readNewerRecording,
  readObjectInfoText,
  readRecording,
  recordedVersions,
  recordingNames,
} from './index.ts'

const recordings: [string, () => Recording][] = [
  ...recordedVersions.flatMap((version) =>
    recordingNames.map((name): [string, () => Recording] => [
      `${name} of ${version}`,
      () => readRecording(name, version),
    ]),
  ),
  ...newerRecordingNames.map((name): [string, () => Recording] => [
    name,
    () => readNewerRecording(name),
  ]),
]

test.each(recordings)('%s can be read and keeps the order of time', (_, read) => {
  const { events } = read()
  expect(events.length).toBeGreaterThan(0)
  const times = events.map((event) => event.at_ms)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test.each(recordedVersions)('object_info of %s holds the core nodes', (version) => {
  expect(Object.keys(JSON.parse(readObjectInfoText(version)))).toEqual(
    expect.arrayContaining(['CheckpointLoaderSimple', 'KSampler', 'LoraLoader', 'SaveImage']),
  )
})
