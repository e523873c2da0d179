import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import type { SavedImage } from '../nodes/node.ts'
import { createPicture, type Picture } from '../painting/picture.ts'
import { PyError } from '../python/convert.ts'
import { nextOutputName } from './output-name.ts'
import { encodePng, withTextChunks } from './png.ts'

export type FolderType = 'output' | 'input' | 'temp'

const isFolderType = (text: string): text is FolderType =>
  text === 'output' || text === 'input' || text === 'temp'

/** Splits `name [output]` into the name and its folder. */
export const splitAnnotation = (name: string): { name: string; type: FolderType | undefined } => {
  const match = /^(.*) \[(\w+)\]$/.exec(name)
  const type = match?.[2] ?? ''
  return match !== null && isFolderType(type)
    ? { name: match[1] ?? '', type }
    : { name, type: undefined }
}

/** The server's input, output and temp folders. */
export class ImageFiles {
  readonly #roots: Readonly<Record<FolderType, string>>
  readonly #temporary: string
  readonly #backslashes: boolean

  constructor(options: {
    outputDirectory: string | undefined
    inputDirectory: string | undefined
    windowsPaths: boolean
  }) {
    this.#temporary = mkdtempSync(path.join(tmpdir(), 'comfy-simulator-'))
    const folder = (name: string, given: string | undefined): string =>
      path.resolve(given ?? path.join(this.#temporary, name))
    this.#roots = {
      output: folder('output', options.outputDirectory),
      input: folder('input', options.inputDirectory),
      temp: folder('temp', undefined),
    }
    this.#backslashes = options.windowsPaths
    for (const root of Object.values(this.#roots)) mkdirSync(root, { recursive: true })
  }

  root(type: FolderType): string {
    return this.#roots[type]
  }

  /** The folder of the only user's settings and files; kept over restarts. */
  get userDirectory(): string {
    return path.join(this.#temporary, 'user', 'default')
  }

  /** Empties the temp folder, as every start of the server does. */
  emptyTemp(): void {
    rmSync(this.#roots.temp, { recursive: true, force: true })
    mkdirSync(this.#roots.temp, { recursive: true })
  }

  /** Removes the temporary folder with everything for which no directory was given. */
  removeTemporary(): void {
    rmSync(this.#temporary, { recursive: true, force: true })
  }

  async save(
    pictures: readonly Picture[],
    place: { type: 'output' | 'temp'; prefix: string },
    texts: readonly (readonly [string, string])[],
  ): Promise<readonly SavedImage[]> {
    const size = pictures[0] ?? { width: 0, height: 0 }
    const pngs = await Promise.all(pictures.map(encodePng))
    // Everything from here on is synchronous, so two jobs cannot take the same number.
    const { folder, subfolder, name, counter } = nextOutputName(
      this.#roots[place.type],
      place.prefix,
      { size, now: new Date() },
    )
    mkdirSync(folder, { recursive: true })
    return pngs.map((png, index) => {
      const stem = name.replaceAll('%batch_num%', String(index))
      const filename = `${stem}_${String(counter + index).padStart(5, '0')}_.png`
      writeFileSync(path.join(folder, filename), withTextChunks(png, texts))
      const shown = this.#backslashes ? subfolder.replaceAll('/', '\\') : subfolder
      return { filename, subfolder: shown, type: place.type }
    })
  }

  /** The file for a name in LoadImage's notation, if it exists and stays inside its folder. */
  find(annotated: string): string | undefined {
    const { name, type } = splitAnnotation(annotated)
    const root = this.#roots[type ?? 'input']
    const file = path.resolve(root, name.replaceAll('\\', '/'))
    return file.startsWith(root + path.sep) && existsSync(file) ? file : undefined
  }

  /** SHA-256 of a file; LoadImage runs again when it changes. */
  fingerprint(annotated: string): string {
    const file = this.find(annotated)
    return file === undefined ? '' : createHash('sha256').update(readFileSync(file)).digest('hex')
  }

  async load(annotated: string): Promise<{ image: Picture; mask: Picture }> {
    const file = this.find(annotated)
    if (file === undefined) {
      throw new PyError('FileNotFoundError', `[Errno 2] No such file or directory: '${annotated}'`)
    }
    const source = await sharp(file)
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const { width, height } = source.info
    const channels = { raw: { width, height, channels: source.info.channels } }
    return {
      image: createPicture(width, height, () =>
        sharp(source.data, channels).removeAlpha().raw().toBuffer(),
      ),
      mask: createPicture(width, height, () =>
        sharp(source.data, channels)
          .extractChannel(3)
          .negate()
          .toColourspace('srgb')
          .removeAlpha()
          .raw()
          .toBuffer(),
      ),
    }
  }
}
