import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { invalidRequest } from '../errors/api-v2-error.ts'

/** A form on its way: its fields may come before or after its file. */
export interface UploadForm {
  /** Complete when the content has ended. */
  readonly fields: ReadonlyMap<string, string>
  /** What the file is called in the form, once its content has begun. */
  fileName(): string | undefined
  /** The bytes of the one file; they end, or fail, with the whole form. */
  readonly content: AsyncIterable<Uint8Array>
}

const wrongForm = (message: string, cause?: unknown) =>
  invalidRequest(message, {
    hint: 'Send the fields content_type and file_path, and then one file, as `curl -F file_path=a.png -F file=@a.png` does.',
    cause,
  })

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { parts: 100, files: 2, headerPairs: 20, headerSize: 16_384, fieldSize: 16_384 },
    })
  } catch (error) {
    throw wrongForm('The form has no boundary in its Content-Type.', error)
  }
}

/** Hands the body to the form as fast as that takes it, until one of them ends. */
async function feed(body: AsyncIterable<Uint8Array>, form: BusboyInstance): Promise<void> {
  let goOn = Promise.withResolvers<void>()
  for (const event of ['drain', 'close']) form.on(event, () => goOn.resolve())
  for await (const chunk of body) {
    if (form.destroyed) return
    goOn = Promise.withResolvers()
    if (!form.write(chunk)) await goOn.promise
  }
  if (!form.destroyed) form.end()
}

interface Files {
  readonly first: Promise<Readable | undefined>
  failure(): unknown
  fail(error: unknown): void
}

function watchFiles(form: BusboyInstance, onName: (name: string) => void): Files {
  const first = Promise.withResolvers<Readable | undefined>()
  const files: Readable[] = []
  let failure: unknown
  const fail = (error: unknown): void => {
    failure ??= error
    form.destroy()
    for (const file of files) file.destroy()
    first.resolve(undefined)
  }
  form.on('file', (_, file, name) => {
    files.push(file)
    file.on('error', (error) => fail(wrongForm('The form breaks off in its file.', error)))
    if (files.length > 1) return fail(wrongForm('The form has several files.'))
    onName(name)
    first.resolve(file)
  })
  finished(form).then(
    () => first.resolve(undefined),
    (error: unknown) => fail(wrongForm('The form is not whole, or no form.', error)),
  )
  return { first: first.promise, failure: () => failure, fail }
}

const chunksOf = (file: Readable): AsyncIterable<Uint8Array> => file

/** Reads a `multipart/form-data` body as it comes. */
export function readUploadForm(body: AsyncIterable<Uint8Array>, contentType: string): UploadForm {
  const form = openForm(contentType)
  const fields = new Map<string, string>()
  let fileName: string | undefined
  // A form that was given up may still complain.
  form.on('error', () => undefined)
  form.on('field', (name, value) => fields.set(name, value))

  async function* content(): AsyncGenerator<Uint8Array, void> {
    const files = watchFiles(form, (name) => {
      fileName = name
    })
    const whole = finished(form).catch(() => undefined)
    const sent = feed(body, form).catch(files.fail)
    try {
      const file = await files.first
      if (file !== undefined) yield* chunksOf(file)
      await sent
      await whole
    } catch (error) {
      throw files.failure() ?? error
    } finally {
      form.destroy()
    }
    const failure = files.failure()
    if (failure !== undefined) throw failure
    if (fileName === undefined) throw wrongForm('The form has no file.')
  }

  return { fields, fileName: () => fileName, content: content() }
}
