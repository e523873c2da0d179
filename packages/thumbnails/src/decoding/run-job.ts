import sharp, { type Sharp } from 'sharp'
import type {
  ConvertTask,
  DecodeMessage,
  InputTask,
  Made,
  Task,
  ThumbnailTask,
} from '../decoder-protocol.ts'
import { DecodeFailure, toDecodeFailure } from './decode-failure.ts'
import { decodeImage } from './decode-image.ts'
import { encodeImage } from './encode-image.ts'
import { findHidden } from './find-hidden.ts'
import { makeContactSheet } from './make-contact-sheet.ts'
import { makeSlideshow } from './make-slideshow.ts'
import { type Picture, readPicture } from './read-picture.ts'
import { isVideo } from './sniff-format.ts'
import { checkUnchanged, openSource } from './source-file.ts'
import { writeImage } from './write-image.ts'

interface Rendered extends Pick<Made, 'bytes' | 'source' | 'damaged' | 'size'> {
  /** False for a stopgap, which must not stay on the disk when something better can be made. */
  readonly isLasting: boolean
}

/** Images and files of at least this size may take hundreds of megabytes: they go one at a time, in all processes together. */
const hugePixels = 32_000_000
const hugeBytes = 64_000_000

/** How a job speaks with who sent it. */
export interface JobReports {
  /** Decoding begins, or goes on. */
  readonly onProgress: () => void
  /** Resolves when this job has the turn among the huge ones, which it keeps to its end. */
  readonly untilTurn: () => Promise<void>
}

async function isHuge({ pixels, bytes }: Picture, pixelLimit: number): Promise<boolean> {
  if (pixels !== undefined) return pixels > hugePixels
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: pixelLimit }).metadata()
    return width * height > hugePixels
  } catch {
    // Decoding will fail in the same way, and judges the failure.
    return false
  }
}

async function runSingle(
  task: ThumbnailTask | ConvertTask | InputTask,
  job: DecodeMessage,
  { onProgress, untilTurn }: JobReports,
): Promise<Rendered> {
  using source = openSource(task.source, job)
  const isLargeFile = source.state.size > hugeBytes && !isVideo(source.format)
  if (isLargeFile) await untilTurn()
  const picture = await readPicture(source, job)
  if (picture.isDrawn && task.kind !== 'thumbnail') {
    throw new DecodeFailure('unsupported', `${task.source} is a video; its frames need ffmpeg`)
  }
  if (!isLargeFile && (await isHuge(picture, job.pixelLimit))) await untilTurn()
  onProgress()
  const encode = (image: Sharp) => encodeImage(image, task)
  const { value, damaged } = await decodeImage(picture, job, encode)
  // An input has been written to its end; what says that it is used again changes its time alone.
  if (task.kind !== 'input') checkUnchanged(source)
  return { bytes: value, source: source.state, damaged, isLasting: !picture.isDrawn }
}

async function runTask(job: DecodeMessage, reports: JobReports): Promise<Rendered> {
  const { task } = job
  const { onProgress } = reports
  const many = { source: undefined, damaged: false, isLasting: true }
  switch (task.kind) {
    case 'thumbnail':
    case 'convert':
    case 'input':
      return await runSingle(task, job, reports)
    case 'hidden':
      onProgress()
      return { ...(await findHidden(task, job)), isLasting: false }
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
export async function runJob(job: DecodeMessage, reports: JobReports): Promise<Made> {
  try {
    const { isLasting, ...rendered } = await runTask(job, reports)
    const targets = isLasting ? job.targets : []
    return { ...rendered, ...writeImage(targets, rendered.bytes, rendered.source?.mtimeMs) }
  } catch (error) {
    throw describe(toDecodeFailure(error), job.task)
  }
}
