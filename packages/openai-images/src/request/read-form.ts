import type { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { DoorError } from '@darkroom/door-ports'
import { Busboy, type BusboyInstance } from '@fastify/busboy'
import { isPictureField, plainField, type SentFile, type SentRequest } from './sent-request.ts'

/** A form of 16 pictures, which is OpenAI's limit, a mask, and whatever fields a client adds. */
const limits = { files: 32, fields: 256, headerPairs: 20, headerSize: 16_384, fieldSize: 1_048_576 }

const invalidForm = (cause: unknown): DoorError =>
  new DoorError(400, 'invalid_form', 'The form is not whole, or has no boundary.', {
    hint: 'Let your client set the Content-Type of a multipart form itself.',
    cause,
  })

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits,
      // Some clients send pictures without a name of a file; read as texts their bytes would be lost.
      isPartAFile: (field, type, name) =>
        name !== undefined ||
        isPictureField(field ?? '') ||
        (type !== undefined && !/^text\/|json/i.test(type)),
    })
  } catch (error) {
    throw invalidForm(error)
  }
}

/** Everything that a form holds. @throws DoorError 400, and what the chunks throw */
export async function readForm(
  chunks: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<SentRequest> {
  const form = openForm(contentType)
  const fields = new Map<string, readonly string[]>()
  const files: Promise<SentFile>[] = []
  form.on('field', (name, value) => fields.set(name, [...(fields.get(name) ?? []), value]))
  form.on('file', (field, file) => {
    const read = readFile(field, file)
    // It is awaited once the form has ended; until then it must not count as unhandled.
    read.catch(() => undefined)
    files.push(read)
  })
  const whole = finished(form)
  whole.catch(() => undefined)
  for await (const chunk of chunks) {
    if (form.destroyed) break
    form.write(chunk)
  }
  form.end()
  try {
    await whole
    return { fields: toFields(fields), files: await Promise.all(files) }
  } catch (error) {
    throw invalidForm(error)
  }
}

const readFile = async (field: string, file: Readable): Promise<SentFile> => {
  const chunks: Uint8Array[] = await Array.fromAsync(file)
  return { field, bytes: Buffer.concat(chunks) }
}

const toFields = (texts: ReadonlyMap<string, readonly string[]>): SentRequest['fields'] =>
  Object.fromEntries(
    [...texts].map(([name, values]) => {
      const plain = plainField(name)
      return plain === name && values.length === 1 ? [name, values[0]] : [plain, values]
    }),
  )
