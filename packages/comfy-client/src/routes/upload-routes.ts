import { FormData } from 'undici'
import { z } from 'zod'
import type { ComfyClient, Upload } from '../comfy-client.ts'
import { ComfyError, ComfyResponseError } from '../errors.ts'
import type { Http } from '../http/http.ts'
import type { FileReference } from '../output-file.ts'
import { lenientText } from '../read/lenient.ts'
import { checkPicture } from './check-picture.ts'
import { hasFile } from './view.ts'

const stored = z.object({ name: z.string().min(1), subfolder: lenientText, type: lenientText })

export const createUploadRoutes = (http: Http): Pick<ComfyClient, 'uploadImage' | 'uploadMask'> => {
  const upload = async (
    path: string,
    form: FormData,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<FileReference> => {
    const answer = stored.safeParse(await http.postForm(path, form, options))
    if (!answer.success) {
      throw new ComfyResponseError(`${path} did not say where the file is`, { status: 200 })
    }
    const { name, subfolder, type } = answer.data
    return { filename: name, subfolder, type }
  }

  return {
    async uploadImage(given, options) {
      await checkPicture(given)
      return await upload('/api/upload/image', toForm(given), options)
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

function toForm({ data, filename, subfolder, type, overwrite }: Upload): FormData {
  const name = filename.split(/[/\\]/).at(-1)
  if (!name) throw new ComfyError(`"${filename}" is no file name`)
  const form = new FormData()
  form.set('image', data instanceof Blob ? data : new Blob([new Uint8Array(data)]), name)
  if (subfolder) form.set('subfolder', subfolder)
  if (type) form.set('type', type)
  if (overwrite) form.set('overwrite', 'true')
  return form
}
