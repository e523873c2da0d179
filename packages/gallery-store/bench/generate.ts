import type { Buffer } from 'node:buffer'
import { linkSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encodePng } from './png.ts'
import { createRandom, describeImage } from './random-image.ts'

/** Every image has a copy of its own description; this many bytes of workflow make it as large as ComfyUI's headers. */
const workflowBytes = 12_000
const perFolder = 500

interface GenerateOptions {
  readonly root: string
  readonly count: number
  /** Files in one folder. Default 500. */
  readonly folderSize?: number
}

/** Writes PNG headers with descriptions, oldest first, a folder for each day. */
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

/** The same image under many names: what a burst of copies looks like to the watcher. */
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
