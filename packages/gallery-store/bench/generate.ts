import type { Buffer } from 'node:buffer'
import { linkSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageDescription } from '../src/metadata-module.ts'
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
  readonly sidecars?: SidecarKind
}

const sidecarKinds = ['none', 'remarks', 'darkroom'] as const

/** What is beside each picture: nothing, a favourite and tags, or all that Darkroom writes. */
export type SidecarKind = (typeof sidecarKinds)[number]

export const isSidecarKind = (kind: string): kind is SidecarKind =>
  sidecarKinds.some((known) => known === kind)

/** Writes PNG headers with descriptions, oldest first, in a folder for each day. */
export function generateImages({
  root,
  count,
  folderSize = perFolder,
  sidecars = 'none',
}: GenerateOptions): void {
  const random = createRandom(count)
  const workflow = 'w'.repeat(workflowBytes)
  for (let number = 0; number < count; number += 1) {
    const folder = join(root, `day-${String(Math.floor(number / folderSize)).padStart(5, '0')}`)
    if (number % folderSize === 0) mkdirSync(folder, { recursive: true })
    const path = join(folder, `${String(number).padStart(7, '0')}.png`)
    const description = describeImage(random, number)
    writeFileSync(path, encodePng(description, workflow))
    const sidecar = sidecarOf(sidecars, number, description)
    if (sidecar !== undefined) writeFileSync(path.replace(/png$/, 'json'), sidecar)
    const seconds = 1_790_000_000 + number
    utimesSync(path, seconds, seconds)
  }
}

function sidecarOf(
  kind: SidecarKind,
  number: number,
  { recipe, favourite, tags }: ImageDescription,
): string | undefined {
  switch (kind) {
    case 'none':
      return undefined
    case 'remarks':
      return JSON.stringify({ favourite, tags })
    case 'darkroom':
      return darkroomSidecar(number, { recipe, favourite, tags })
  }
}

/** As it is written beside each picture that Darkroom makes. */
function darkroomSidecar(
  number: number,
  { recipe, favourite, tags }: Pick<ImageDescription, 'recipe' | 'favourite' | 'tags'>,
): string {
  const { prompt, negative_prompt, model, seed, ...parameters } = recipe
  const id = String(number).padStart(12, '0')
  const sidecar = {
    schema: 'darkroom/1',
    request_id: `01999999-0000-7000-8000-${id}`,
    ...{ prompt, negative_prompt, model, seed },
    parameters,
    workflow: 'text-to-image',
    timestamp: new Date(1_790_000_000_000 + number * 1000).toISOString(),
    duration_ms: 4_200,
    server: 'http://127.0.0.1:8188',
    prompt_id: `11999999-0000-4000-8000-${id}`,
    sha256: 'a'.repeat(64),
    output: { file: `${number}.png`, kind: 'image', media_type: 'image/png', node: '7' },
    ...(number % 4 === 0 && {
      batch: { id: `b${number % 100}`, number, seed_mode: 'random', values: { weather: 'rain' } },
    }),
    favourite,
    tags,
  }
  return `${JSON.stringify(sidecar, undefined, 2)}\n`
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
