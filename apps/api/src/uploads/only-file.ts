import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { ProblemError } from '../http/problem.ts'

const hint = 'Send one file in one field, as `curl -F file=@picture.png` does.'

const invalidForm = (detail: string, cause?: unknown): ProblemError =>
  new ProblemError(400, 'invalid_form', detail, { hint, cause })

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      // One more than is allowed, so that there is something to be told of.
      limits: { parts: 4, headerPairs: 20, headerSize: 16_384, fieldSize: 1024 },
    })
  } catch (error) {
    throw invalidForm('The form has no boundary in its Content-Type', error)
  }
}

/**
 * The bytes of the one file of a `multipart/form-data` body, as they come. They end when the whole form has ended, and with an
 * error where it has more than this file, or none.
 */
export async function* onlyFile(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): AsyncGenerator<Uint8Array, void> {
  const form = openForm(contentType)
  const first = Promise.withResolvers<Readable | undefined>()
  const files: Readable[] = []
  let failure: unknown
  const fail = (error: unknown): void => {
    failure ??= error
    form.destroy()
    for (const file of files) file.destroy()
    first.resolve(undefined)
  }
  // A form that was given up may still complain.
  form.on('error', () => undefined)
  form.on('file', (_, file) => {
    files.push(file)
    file.on('error', (error) => fail(invalidForm('The form breaks off in its file', error)))
    if (files.length > 1) fail(invalidForm('The form has several files'))
    else first.resolve(file)
  })
  form.on('field', (name) =>
    fail(invalidForm(`The form has a field ${JSON.stringify(name)} that is no file`)),
  )
  const whole = finished(form).then(
    () => first.resolve(undefined),
    (error: unknown) => fail(invalidForm('The form is not whole, or no form', error)),
  )
  const sent = feed(body, form).catch(fail)
  try {
    const file = await first.promise
    if (file !== undefined) yield* chunksOf(file)
    await sent
    await whole
  } catch (error) {
    throw failure ?? error
  } finally {
    form.destroy()
  }
  if (failure !== undefined) throw failure
  if (files.length === 0) throw invalidForm('The form has no file')
}

const chunksOf = (file: Readable): AsyncIterable<Uint8Array> => file

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
