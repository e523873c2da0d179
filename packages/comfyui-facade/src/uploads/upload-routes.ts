import { DoorError } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { type Context, Hono } from 'hono'
import type { FacadeHouse } from '../facade-house.ts'
import { json } from '../http/json.ts'
import { parse } from '../http/read-body.ts'
import { cleanFolder, type FileName, fileTypeOf, isFileName, splitPath } from './file-name.ts'
import { findSource } from './find-source.ts'
import type { UploadNames } from './upload-names.ts'

interface UploadForm {
  readonly file: FileName
  readonly bytes: Uint8Array
  readonly overwrite: boolean
  readonly reference: unknown
}

const wrong = (message: string): DoorError => new DoorError(400, 'invalid_upload', message)

/** `POST /upload/image` and `/upload/mask`. */
export function uploadRoutes(house: FacadeHouse, names: UploadNames): Hono {
  const app = new Hono()
  const answer = async (c: Context, { file, overwrite }: UploadForm, bytes: Uint8Array) => {
    const { signal } = house.callerOf(c)
    const upload = await house.pictures.upload(bytes, { signal })
    const name = await names.keep(file, upload, { overwrite })
    return json({ name, subfolder: file.subfolder, type: file.type })
  }
  app.post('/upload/image', async (c) => {
    const form = await readForm(c)
    return answer(c, form, form.bytes)
  })
  // The mask's transparency becomes that of the picture which it is for.
  app.post('/upload/mask', async (c) => {
    const form = await readForm(c)
    const source = await findSource(originalOf(form.reference), { house, names })
    if (source === undefined) throw wrong('There is no picture that original_ref names.')
    const { signal } = house.callerOf(c)
    return answer(c, form, await house.pictures.masked(source, form.bytes, { signal }))
  })
  return app
}

async function readForm(c: Context): Promise<UploadForm> {
  const form = await c.req.formData().catch(() => {
    throw wrong('The body is not multipart/form-data.')
  })
  const image = form.get('image')
  if (image === null || typeof image === 'string')
    throw wrong('There is no file in the field image.')
  const type = fileTypeOf(String(form.get('type') ?? 'input'))
  if (type === undefined) throw wrong('The type is one of input, output and temp.')
  const subfolder = cleanFolder(String(form.get('subfolder') ?? ''))
  if (subfolder === undefined || !isFileName(image.name)) {
    throw wrong('The name of the file or its subfolder cannot be used.')
  }
  return {
    file: { type, subfolder, name: image.name },
    bytes: new Uint8Array(await image.arrayBuffer()),
    overwrite: ['true', '1'].includes(String(form.get('overwrite'))),
    // comfy-ui-client writes it so.
    reference: form.get('original_ref') ?? form.get('originalRef'),
  }
}

/** The picture that a mask is for, as its client names it. */
function originalOf(reference: unknown): { type: FileName['type']; path: string } {
  const original = parse(String(reference ?? ''))
  const name = isRecord(original) ? original.filename : undefined
  if (!isRecord(original) || typeof name !== 'string') {
    throw wrong('original_ref is a JSON object with a filename, such as {"filename": "a.png"}.')
  }
  const folder = typeof original.subfolder === 'string' ? cleanFolder(original.subfolder) : ''
  const type = fileTypeOf(typeof original.type === 'string' ? original.type : 'output')
  if (folder === undefined || type === undefined) throw wrong('original_ref names no picture.')
  const file = splitPath(name).name
  return { type, path: folder === '' ? file : `${folder}/${file}` }
}
