import sharp from 'sharp'
import type { Job, Made, Task } from '../decoder-protocol.ts'
import type { SourceState } from '../thumbnailer.ts'
import { DecodeFailure, toDecodeFailure } from './decode-failure.ts'
import { createExclusive } from './exclusive.ts'
import { makeContactSheet } from './make-contact-sheet.ts'
import { makeConversion } from './make-conversion.ts'
import { makeSlideshow } from './make-slideshow.ts'
import { makeThumbnail } from './make-thumbnail.ts'
import { checkUnchanged, openSource, type SourceFile } from './source-file.ts'
import { writeAtomically } from './write-atomically.ts'

/** From here on an image may take hundreds of megabytes, and they go one at a time. */
const hugePixels = 32_000_000
const exclusive = createExclusive()

interface Result {
  readonly bytes: Buffer
  readonly source: SourceState | undefined
  readonly damaged: boolean
}

async function isHuge({ pixels, path }: SourceFile, pixelLimit: number): Promise<boolean> {
  if (pixels !== undefined) return pixels > hugePixels
  try {
    const { width, height } = await sharp(path, { limitInputPixels: pixelLimit }).metadata()
    return width * height > hugePixels
  } catch {
    // Decoding it will fail in the same way, and that is where failures are judged.
    return false
  }
}

async function runSingle(
  task: Extract<Task, { source: string }>,
  job: Job,
  onProgress: () => void,
): Promise<Result> {
  const source = openSource(task.source, job.settledBefore)
  const make = async () => {
    onProgress()
    return task.kind === 'thumbnail'
      ? await makeThumbnail(source, task, job)
      : await makeConversion(source, task, job)
  }
  const { value, damaged } = await ((await isHuge(source, job.pixelLimit))
    ? exclusive(make)
    : make())
  checkUnchanged(source)
  return { bytes: value, source: source.state, damaged }
}

async function runTask(job: Job, onProgress: () => void): Promise<Result> {
  const { task, settledBefore } = job
  const options = { limits: job, settledBefore, onProgress }
  switch (task.kind) {
    case 'thumbnail':
    case 'convert':
      return await runSingle(task, job, onProgress)
    case 'contact-sheet':
      return { bytes: await makeContactSheet(task, options), source: undefined, damaged: false }
    case 'slideshow':
      return { bytes: await makeSlideshow(task, options), source: undefined, damaged: false }
  }
}

/** Says in one line which image it is about; sharp often does not, or goes on for lines. */
function describe(failure: DecodeFailure, task: Task): DecodeFailure {
  if (!('source' in task) || failure.message.startsWith(task.source)) return failure
  const [line = ''] = failure.message.split('\n')
  return new DecodeFailure(failure.code, `${task.source}: ${line}`, { cause: failure })
}

/** Makes and stores one image. Throws nothing but `DecodeFailure`. */
export async function runJob(job: Job, onProgress: () => void): Promise<Made> {
  try {
    const result = await runTask(job, onProgress)
    return { ...result, ...writeAtomically(job.targets, result.bytes, result.source?.mtimeMs) }
  } catch (error) {
    throw describe(toDecodeFailure(error), job.task)
  }
}
