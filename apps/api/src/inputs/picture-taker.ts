import type { GivenFile } from '@darkroom/generation'
import {
  type InputPlan,
  type Pixels,
  prepareInput,
  type Upload,
  UploadNotFoundError,
} from '@darkroom/input-pictures'
import type { PictureReference } from '@darkroom/recipe'
import type { AskedPicture, GivenPictures, TakenPictures } from './asked-picture.ts'
import { inField } from './field-problem.ts'
import { type PictureSources, toUploadId } from './picture-sources.ts'
import { planTaken } from './plan-taken.ts'

/** What one request has taken so far. */
interface Taking {
  readonly holds: DisposableStack
  readonly signal: AbortSignal
}

/**
 * Takes the pictures that requests refer to. Each is an upload from then on, and what is made of it is one of its own: so a
 * job knows names alone, and what its server gets is the same bytes after a crash.
 */
export class PictureTaker implements GivenPictures {
  readonly #sources: PictureSources
  readonly #pixels: Pixels

  constructor({ pixels, ...sources }: PictureSources & { readonly pixels: Pixels }) {
    this.#sources = sources
    this.#pixels = pixels
  }

  async take(asked: readonly AskedPicture[], signal: AbortSignal): Promise<TakenPictures> {
    const { uploads } = this.#sources
    using holds = new DisposableStack()
    const taking = { holds, signal }
    const known = new Map<string, Upload>()
    const find = async ({ path, reference }: Pick<AskedPicture, 'path' | 'reference'>) => {
      const key = typeof reference === 'string' ? reference : JSON.stringify(reference)
      const upload = known.get(key) ?? (await inField(path, () => this.#find(reference, taking)))
      known.set(key, upload)
      return upload
    }
    const found: (AskedPicture & { readonly upload: Upload; readonly mask: Upload | undefined })[] =
      []
    // One after the other: a request can name many, and each can be large, or far away.
    for (const one of asked) {
      const upload = await find(one)
      const by = typeof one.as === 'object' && 'maskedBy' in one.as ? one.as.maskedBy : undefined
      const mask = by && (await find(by))
      // What is wrong with the mask is told of its own field.
      if (by && mask) await inField(by.path, async () => planTaken(mask, 'picture', { all: [] }))
      found.push({ ...one, upload, mask })
    }
    const all = found.map(({ upload }) => upload)
    const files: GivenFile[] = []
    for (const { path, as, upload, mask } of found) {
      const known = { all, mask: mask && { facts: mask, path: uploads.pathOf(mask.id) } }
      files.push(
        await inField(path, () => this.#make(upload, planTaken(upload, as, known), taking)),
      )
    }
    return toTaken(files, holds.move())
  }

  async #find(reference: PictureReference, taking: Taking): Promise<Upload> {
    taking.signal.throwIfAborted()
    return await this.#hold(await toUploadId(this.#sources, reference, taking.signal), taking)
  }

  async #hold(id: string, { holds }: Taking): Promise<Upload> {
    const { uploads } = this.#sources
    holds.use(await uploads.hold([id]))
    const upload = await uploads.find(id)
    if (upload === undefined) throw new UploadNotFoundError(id)
    return upload
  }

  /** The file as its server gets it; what is made of it is an upload as well. */
  async #make(upload: Upload, plan: InputPlan, taking: Taking): Promise<GivenFile> {
    const { signal } = taking
    signal.throwIfAborted()
    const { uploads } = this.#sources
    const file = { ...upload, sha256: upload.id, path: uploads.pathOf(upload.id) }
    const { name, content } = await prepareInput(file, plan, { pixels: this.#pixels, signal })
    if (content.kind === 'file') return { name, upload: upload.id }
    const { upload: made } = await uploads.add(once(content.bytes))
    return { name, upload: (await this.#hold(made.id, taking)).id }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

const toTaken = (files: readonly GivenFile[], holds: Disposable): TakenPictures => ({
  names: files.map(({ name }) => name),
  files: [...new Map(files.map((file) => [file.name, file])).values()],
  [Symbol.dispose]: () => holds[Symbol.dispose](),
})
