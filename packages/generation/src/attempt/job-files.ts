import {
  ComfyError,
  ComfyResponseError,
  ComfyValidationError,
  type ExecutionFailure,
  troubleOf,
} from '@darkroom/comfy-client'
import type { JobError } from '@darkroom/job-queue'
import { renamedError, uploadError } from '../given/given-errors.ts'
import { type AboutFile, fileInFailure, fileInRefusal } from '../given/lost-file.ts'
import { type OpenedFile, openGiven } from '../given/open-given.ts'
import type { GivenFile } from '../job/given-file.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { LeasedJob } from './leased-job.ts'
import type { RunServices } from './run-services.ts'

export type Brought =
  | { readonly state: 'there' }
  | { readonly state: 'cancelled' }
  /** The server does not answer, or went away meanwhile. */
  | { readonly state: 'unreachable'; readonly delayMs: number }
  /** The server has a file not, and cannot be given it; another may do better, or this one later if it `mayPass`. */
  | { readonly state: 'refused'; readonly error: JobError; readonly mayPass: boolean }

const there: Brought = { state: 'there' }

/** Puts the files of one job onto its server, each once. */
export class JobFiles {
  readonly #leased: LeasedJob
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #files: readonly GivenFile[]
  readonly #cancelling = new AbortController()

  constructor(leased: LeasedJob, link: ServerLink, services: RunServices) {
    this.#leased = leased
    this.#link = link
    this.#services = services
    this.#files = leased.payload.files ?? []
  }

  /** Calls an upload off. */
  cancel(): void {
    this.#cancelling.abort()
  }

  /** Sees to it that each file is on the server. Rejects when the signal aborts, and when bytes cannot be read. */
  async bring(signal: AbortSignal): Promise<Brought> {
    for (const file of this.#files) {
      if (this.#link.placed.has(file.name)) continue
      const brought = await this.#bring(file, signal)
      if (brought.state !== 'there') return brought
    }
    return there
  }

  /** The name of the file that the server had lost when it refused the prompt; undefined when that was not why. */
  lostAtPost(error: ComfyError, signal: AbortSignal): Promise<string | undefined> {
    return this.#lost(
      error instanceof ComfyValidationError ? fileInRefusal(error, this.#names) : undefined,
      signal,
    )
  }

  /** The name of the file that the server had lost when a node was to read it; undefined when that was not why it failed. */
  lostInRun(failure: ExecutionFailure, signal: AbortSignal): Promise<string | undefined> {
    return this.#lost(fileInFailure(failure, this.#names), signal)
  }

  get #names(): readonly string[] {
    return this.#files.map(({ name }) => name)
  }

  /** Looks whether the file is there, and whole: what is said of it may be about its kind. */
  async #lost(about: AboutFile | undefined, signal: AbortSignal): Promise<string | undefined> {
    const file = this.#files.find(({ name }) => name === about?.name)
    if (about === undefined || file === undefined) return undefined
    for (const name of this.#names) this.#link.placed.delete(name)
    const opened = await openGiven(file, this.#services.given)
    try {
      return (await this.#isThere(file, opened, signal)) ? undefined : about.name
    } catch (error) {
      if (!(error instanceof ComfyError)) throw error
      return about.isMissing ? about.name : undefined
    } finally {
      if ('handle' in opened) await opened.handle.close()
    }
  }

  async #bring(file: GivenFile, outer: AbortSignal): Promise<Brought> {
    const signal = AbortSignal.any([outer, this.#cancelling.signal])
    const began = this.#services.clock.monotonic()
    const opened = await openGiven(file, this.#services.given)
    const { placed } = this.#link
    try {
      signal.throwIfAborted()
      if (!(await this.#isThere(file, opened, signal))) {
        if ('gone' in opened) return { state: 'refused', error: opened.gone, mayPass: false }
        const stored = await this.#upload(file, opened, signal)
        if (stored !== file.name) {
          return { state: 'refused', error: renamedError(stored, this.#server), mayPass: false }
        }
      }
      placed.add(file.name)
      return there
    } catch (error) {
      outer.throwIfAborted()
      if (this.#cancelling.signal.aborted) return { state: 'cancelled' }
      if (!(error instanceof ComfyError)) throw error
      return this.#judge(error, began, outer)
    } finally {
      if ('handle' in opened) await opened.handle.close()
    }
  }

  #isThere({ name }: GivenFile, opened: OpenedFile, signal: AbortSignal): Promise<boolean> {
    const size = 'bytes' in opened ? { bytes: opened.bytes } : {}
    return this.#link.ask((client) =>
      client.hasFile({ filename: name, subfolder: '', type: 'input' }, { ...size, signal }),
    )
  }

  /** Uploads the file; resolves with its name on the server. */
  async #upload(
    { name }: GivenFile,
    { bytes, handle }: Exclude<OpenedFile, { readonly gone: unknown }>,
    signal: AbortSignal,
  ): Promise<string> {
    const { board, clock, failpoint } = this.#services
    board.set(this.#leased.jobId, {
      stage: 'uploading',
      progress: { value: 0, step: 0, steps: 0, stage: 'uploading', stale: false },
      server: this.#link.name,
      since: clock.now(),
    })
    await failpoint('upload.before')
    let broken: { readonly error: unknown } | undefined
    async function* content(): AsyncGenerator<Uint8Array, void> {
      try {
        yield* handle.createReadStream({ start: 0, autoClose: false })
      } catch (error) {
        broken = { error }
        throw error
      }
    }
    const stored = await this.#link.ask(async (client) => {
      try {
        const upload = { filename: name, type: 'input', overwrite: true, bytes } as const
        return await client.uploadFile({ ...upload, content: content() }, { signal })
      } catch (error) {
        // The disk is to blame rather than the server.
        throw broken === undefined ? error : broken.error
      }
    })
    await failpoint('upload.after')
    return stored.subfolder === '' ? stored.filename : `${stored.subfolder}/${stored.filename}`
  }

  /** A server that went away meanwhile, or does not answer anything, is not to blame. */
  async #judge(error: ComfyError, began: number, signal: AbortSignal): Promise<Brought> {
    const { timings } = this.#services
    const isRefusal = error instanceof ComfyResponseError && troubleOf(error) !== 'gateway'
    if (!isRefusal) {
      await this.#link.probe(signal)
      const isSame = this.#link.reachable && this.#link.pulse.upSince <= began
      if (!isSame) return { state: 'unreachable', delayMs: timings.backoff }
    }
    const mayPass = !(isRefusal && error.status >= 400 && error.status < 500)
    return { state: 'refused', error: uploadError(error, this.#server), mayPass }
  }

  get #server(): { readonly server: string } {
    return { server: this.#link.name }
  }
}
