import sharp from 'sharp'
import type { DecodeMessage, Made, Task } from '../decoder-protocol.ts'
import { DecodeFailure, toDecodeFailure } from './decode-failure.ts'
import { decodeImage } from './decode-image.ts'
import { encodeImage } from './encode-image.ts'
import { makeContactSheet } from './make-contact-sheet.ts'
import { makeSlideshow } from './make-slideshow.ts'
import { checkUnchanged, openSource, type SourceFile } from './source-file.ts'
import { writeImage } from './write-image.ts'

type Rendered = Pick<Made, 'bytes' | 'source' | 'damaged'>

/** Images of at least this size may take hundreds of megabytes, and go one at a time, in the order of the calls. */
const hugePixels = 32_000_000
let lastHuge: Promise<unknown> = Promise.resolve()

async function afterOtherHuge<T>(work: () => Promise<T>): Promise<T> {
  const mine = lastHuge.then(work)
  lastHuge = mine.catch(() => undefined)
  return await mine
}

async function isHuge({ pixels, path }: SourceFile, pixelLimit: number): Promise<boolean> {
  if (pixels !== undefined) return pixels > hugePixels
  try {
    const { width, height } = await sharp(path, { limitInputPixels: pixelLimit }).metadata()
    return width * height > hugePixels
  } catch {
    // Decoding will fail in the same way, and judges the failure.
    return false
  }
}

async function runSingle(
  task: Extract<Task, { source: string }>,
  job: DecodeMessage,
  onProgress: () => void,
): Promise<Rendered> {
  const source = openSource(task.source, job.settledBefore)
  const make = async () => {
    onProgress()
    return await decodeImage(source, job, (image) => encodeImage(image, task).toBuffer())
  }
  const huge = await isHuge(source, job.pixelLimit)
  const { value, damaged } = await (huge ? afterOtherHuge(make) : make())
  checkUnchanged(source)
  return { bytes: value, source: source.state, damaged }
}

async function runTask(job: DecodeMessage, onProgress: () => void): Promise<Rendered> {
  const { task } = job
  const many = { source: undefined, damaged: false }
  switch (task.kind) {
    case 'thumbnail':
    case 'convert':
      return await runSingle(task, job, onProgress)
    case 'contact-sheet':
      return { bytes: await makeContactSheet(task, job, onProgress), ...many }
    case 'slideshow':
      return { bytes: await makeSlideshow(task, job, onProgress), ...many }
  }
}

/** Says in one line which image failed; sharp often does not, or goes on for lines. */
function describe(failure: DecodeFailure, task: Task): DecodeFailure {
  if (!('source' in task) || failure.message.startsWith(task.source)) return failure
  const [line = ''] = failure.message.split('\n')
  return new DecodeFailure(failure.code, `${task.source}: ${line}`, { cause: failure })
}

/** Makes and stores one image. Throws only `DecodeFailure`. */
export async function runJob(job: DecodeMessage, onProgress: () => void): Promise<Made> {
  try {
    const rendered = await runTask(job, onProgress)
    return { ...rendered, ...writeImage(job.targets, rendered.bytes, rendered.source?.mtimeMs) }
  } catch (error) {
    throw describe(toDecodeFailure(error), job.task)
  }
}
