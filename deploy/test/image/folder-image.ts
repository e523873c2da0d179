import { execFile } from 'node:child_process'
import { chown, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { copyContext } from './build-context.ts'
import type { Stage, Step } from './read-dockerfile.ts'

const run = promisify(execFile)

/** An image whose root is a plain folder. */
export interface FolderImage {
  readonly root: string
  readonly environment: Readonly<Record<string, string>>
  /** Of which it is a path; the same in the folder is `join(root, directory)`. */
  readonly directory: string
  readonly user: string
  readonly command: readonly string[]
  readonly health: readonly string[]
}

const jsonWords = (text: string): string[] =>
  z.array(z.string()).parse(JSON.parse(text.replace(/^CMD /, '')))

const empty = (root: string): FolderImage => ({
  root,
  environment: {},
  directory: '/',
  user: '0:0',
  command: [],
  health: [],
})

/** Only who is root may give files away, as Docker is. */
async function giveTo(path: string, owner: string | undefined): Promise<void> {
  if (owner === undefined || process.getuid?.() !== 0) return
  const [user = 0, group = 0] = owner.split(':').map(Number)
  await chown(path, user, group)
  for (const { parentPath, name } of await readdir(path, { withFileTypes: true, recursive: true }))
    await chown(join(parentPath, name), user, group)
}

interface Taking {
  readonly images: ReadonlyMap<string, FolderImage>
  /** Environment of the commands, besides that of the image. */
  readonly environment: NodeJS.ProcessEnv
}

async function copy(image: FolderImage, { words, flags }: Step, { images }: Taking): Promise<void> {
  const [from = '', to = ''] = words
  const target = join(image.root, to.startsWith('/') ? to : join(image.directory, to))
  const source = images.get(flags.from ?? '')
  if (source !== undefined) {
    await run('cp', ['-a', '-T', join(source.root, from), target])
  } else if (flags.from === undefined && from === '.') {
    await copyContext(target)
  } else {
    throw new Error(`COPY ${words.join(' ')} is not understood.`)
  }
  await giveTo(target, flags.chown)
}

/** Takes one step of a Dockerfile in the folder; what only says something of the image changes nothing. */
async function take(image: FolderImage, step: Step, taking: Taking): Promise<FolderImage> {
  const { keyword, text, values } = step
  switch (keyword) {
    case 'WORKDIR':
      await mkdir(join(image.root, text), { recursive: true })
      return { ...image, directory: text }
    case 'COPY':
      await copy(image, step, taking)
      return image
    case 'RUN':
      await run('sh', ['-c', text], {
        cwd: join(image.root, image.directory),
        env: { ...taking.environment, ...image.environment },
        maxBuffer: 2 ** 26,
      })
      return image
    case 'ENV':
      return { ...image, environment: { ...image.environment, ...values } }
    case 'USER':
      return { ...image, user: text }
    case 'CMD':
      return { ...image, command: jsonWords(text) }
    case 'HEALTHCHECK':
      return { ...image, health: jsonWords(text) }
    case 'EXPOSE':
    case 'LABEL':
    case 'VOLUME':
      return image
    default:
      throw new Error(`${keyword} is not understood.`)
  }
}

/** Takes the steps of all stages, each in a folder of its own below `root`. */
export async function buildImages(
  stages: readonly Stage[],
  { root, environment }: { readonly root: string; readonly environment: NodeJS.ProcessEnv },
): Promise<ReadonlyMap<string, FolderImage>> {
  const images = new Map<string, FolderImage>()
  for (const { name, base, steps } of stages) {
    const folder = join(root, name)
    await mkdir(join(folder, 'tmp'), { recursive: true, mode: 0o755 })
    let image: FolderImage = { ...(images.get(base) ?? empty(folder)), root: folder }
    for (const step of steps) image = await take(image, step, { images, environment })
    images.set(name, image)
  }
  return images
}
