import type { Buffer } from 'node:buffer'
import { linkSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePng } from './png.ts'
import { createRandom, describeImage } from './random-image.ts'

/** The bytes of workflow in each image, which make it as large as ComfyUI's headers. */
const workflowBytes = 12_000
const perFolder = 500

interface GenerateOptions {
  readonly root: string
  readonly count: number
  /** The number of files in one folder. Default 500. */
  readonly folderSize?: number
}

/** Writes PNG headers with descriptions, oldest first, in a folder for each day. */
export function generateImages({ root, count, folderSize = perFolder }: GenerateOptions): void {
  const random = createRandom(count)
  const workflow = 'w'.repeat(workflowBytes)
  for (let number = 0; number < count; number += 1) {
    const folder = join(root, `day-${String(Math.floor(number / folderSize)).padStart(5, '0')}`)
    if (number % folderSize === 0) mkdirSync(folder, { recursive: true })
    const path = join(folder, `${String(number).padStart(7, '0')}.png`)
    writeFileSync(path, encodePng(describeImage(random, number), workflow))
    const seconds = 1_790_000_000 + number
    utimesSync(path, seconds, seconds)
  }
}

/** Links the same image under many names, which to the watcher looks like a burst of copies. */
export function linkImages(root: string, folder: string, count: number): void {
  const directory = join(root, folder)
  mkdirSync(directory, { recursive: true })
  const source = join(directory, 'source.png')
  writeFileSync(source, encodePng(describeImage(createRandom(1), 1), ''))
  for (let number = 1; number < count; number += 1)
    linkSync(source, join(directory, `${number}.png`))
}

export function newImage(number: number): Buffer {
  return encodePng(describeImage(createRandom(number), number), '')
}
