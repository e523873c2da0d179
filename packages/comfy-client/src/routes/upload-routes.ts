import { FormData } from 'undici'
import { z } from 'zod'
import type { ComfyClient, Upload } from '../comfy-client.ts'
import { ComfyError, ComfyResponseError } from '../errors.ts'
import type { Http } from '../http/http.ts'
import type { JsonValue } from '../json/json-value.ts'
import type { FileReference } from '../output-file.ts'
import { lenientText } from '../read/lenient.ts'
import { checkPicture } from './check-picture.ts'
import { toMultipart } from './multipart.ts'
import { hasFile } from './view.ts'

const stored = z.object({ name: z.string().min(1), subfolder: lenientText, type: lenientText })

const imagePath = '/api/upload/image'

export const createUploadRoutes = (
  http: Http,
): Pick<ComfyClient, 'uploadImage' | 'uploadFile' | 'uploadMask'> => {
  const upload = async (
    path: string,
    form: FormData,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<FileReference> => readStored(path, await http.postForm(path, form, options))

  return {
    async uploadImage(given, options) {
      await checkPicture(given)
      return await upload(imagePath, toForm(given), options)
    },

    async uploadFile({ content, bytes, ...given }, options) {
      const fields = Object.fromEntries(fieldsOf(given))
      const file = { field: 'image', filename: nameOf(given), bytes, content }
      return readStored(
        imagePath,
        await http.postStream(imagePath, toMultipart(fields, file), options),
      )
    },

    async uploadMask({ original, ...given }, options) {
      await checkPicture(given)
      const form = toForm(given)
      const { filename, subfolder, type } = original
      form.set('original_ref', JSON.stringify({ filename, subfolder, type }))
      const mask = await upload('/api/upload/mask', form, options)
      if (await hasFile(http, mask, options)) return mask
      throw new ComfyError(`The server kept no mask: is there an image ${original.filename}?`)
    },
  }
}

function readStored(path: string, json: JsonValue): FileReference {
  const answer = stored.safeParse(json)
  if (!answer.success) {
    throw new ComfyResponseError(`${path} did not say where the file is`, { status: 200 })
  }
  const { name, subfolder, type } = answer.data
  return { filename: name, subfolder, type }
}

function toForm({ data, ...given }: Upload): FormData {
  const form = new FormData()
  const file = data instanceof Blob ? data : new Blob([new Uint8Array(data)])
  form.set('image', file, nameOf(given))
  for (const [name, value] of fieldsOf(given)) form.set(name, value)
  return form
}

function nameOf({ filename }: Pick<Upload, 'filename'>): string {
  const name = filename.split(/[/\\]/).at(-1)
  if (!name) throw new ComfyError(`"${filename}" is no file name`)
  return name
}

const fieldsOf = ({
  subfolder,
  type,
  overwrite,
}: Omit<Upload, 'data'>): readonly (readonly [string, string])[] => [
  ...(subfolder ? [['subfolder', subfolder] as const] : []),
  ...(type ? [['type', type] as const] : []),
  ...(overwrite ? [['overwrite', 'true'] as const] : []),
]
