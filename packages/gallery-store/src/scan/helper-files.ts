import { readdirSync } from 'node:fs'
import { extname } from 'node:path'
import { holdDirectorySync } from '@darkroom/foundation'
import { splitPath } from '../table/join-path.ts'
import { isImageName } from './names.ts'

/**
 * What ComfyUI saves for us: `darkroom/<prompt id>_00001_.png` (`filename_prefix`), `…-2_00001_.png` of a second node, and
 * the endings that nodes for videos have. The gallery has it under its own name.
 */
const ourOutput =
  /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:-\d+)?_\d+(?:_|-audio)?\.[a-z\d]+$/
const ourFolder = 'darkroom'
/** SwarmUI's stills of videos. */
const swarmPreview = /\.swarmpreview\.[a-z\d]+$/i
/** Names beside an original: `model.preview.png` of A1111 and ComfyUI, `a_thumbnail.png` of Eagle, `a.thumb.jpg`. */
const besideOriginal = /^(.+)(?:\.preview|[._-]thumb(?:nail)?)\.[a-z\d]+$/i
/** Folders of small copies, as InvokeAI, older Windows and many web galleries have them. */
const copyFolder = /^_?thumb(?:nail)?s?$/i

/**
 * Tells helper files of other programs in one directory. A name alone decides only where no person would choose it; else
 * the original must be there, so that a folder called `thumbnails` that holds originals is shown.
 */
export class HelperFiles {
  readonly #root: string
  readonly #directory: string
  readonly #lastPart: string
  readonly #list: () => Iterable<string>
  #stems: ReadonlySet<string> | undefined
  #originals: ReadonlySet<string> | undefined

  /** `list`: the names in the directory, asked for when they are needed. */
  constructor(root: string, directory: string, list: () => Iterable<string>) {
    this.#root = root
    this.#directory = directory
    this.#lastPart = splitPath(directory).name
    this.#list = list
  }

  has(name: string): boolean {
    if (this.#lastPart === ourFolder && ourOutput.test(name)) return true
    if (swarmPreview.test(name)) return true
    const original = besideOriginal.exec(name)?.[1]
    if (original !== undefined && this.#hasBeside(name, original)) return true
    return copyFolder.test(this.#lastPart) && this.#isCopy(name)
  }

  #hasBeside(name: string, original: string): boolean {
    this.#stems ??= stemsOf(this.#list(), () => true)
    // The original with its whole name, or with its stem; never the helper itself, whose stem is longer.
    return this.#stems.has(original) && stemOf(name) !== original
  }

  #isCopy(name: string): boolean {
    this.#originals ??= stemsOf(this.#parentNames(), isImageName)
    const stem = stemOf(name)
    return this.#originals.has(stem) || this.#originals.has(stemOf(stem))
  }

  #parentNames(): Iterable<string> {
    if (this.#directory === '') return []
    try {
      using held = holdDirectorySync(this.#root, splitPath(this.#directory).directory)
      return readdirSync(held.path)
    } catch {
      return []
    }
  }
}

function stemOf(name: string): string {
  return name.slice(0, name.length - extname(name).length)
}

/** The stems of names, and the names themselves, for `a.png.webp` as well as `a.webp` can be made of `a.png`. */
function stemsOf(
  names: Iterable<string>,
  isWanted: (name: string) => boolean,
): ReadonlySet<string> {
  const stems = new Set<string>()
  for (const name of names) if (isWanted(name)) stems.add(name).add(stemOf(name))
  return stems
}
