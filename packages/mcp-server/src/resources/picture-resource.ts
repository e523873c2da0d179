import { ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server'
import { previewBytes } from '../pictures/preview.ts'
import type { Place } from '../tool.ts'

/** The newest ones that are listed; all others can be read by their ids. */
const mostListed = 30

/** Pictures of the gallery as resources, made smaller as view_image does. */
export function addPictures({ server, house, caller }: Place): void {
  const template = new ResourceTemplate('darkroom://image/{id}', {
    list: () => ({
      resources: house.gallery
        .search({ limit: mostListed })
        .pictures.filter(({ mediaType }) => mediaType.startsWith('image/'))
        .map(({ id, recipe, path }) => ({
          uri: `darkroom://image/${id}`,
          name: path.split('/').at(-1) ?? id,
          title: recipe.prompt?.slice(0, 100),
          mimeType: 'image/webp',
        })),
    }),
  })
  const about = {
    title: 'Pictures of the gallery',
    description: 'A picture, made smaller: WebP of at most 512 pixels and 100 kB.',
    mimeType: 'image/webp',
  }
  server.registerResource('image', template, about, async (uri, { id }, context) => {
    const picture = typeof id === 'string' ? house.gallery.find(id) : undefined
    if (picture === undefined) throw new ResourceNotFoundError(uri.href)
    const signal = AbortSignal.any([caller.signal, context.mcpReq.signal])
    const bytes = await previewBytes(house.pictures, { gallery: picture.id }, { signal }).catch(
      (error: unknown) => {
        throw house.toDoorError(error)
      },
    )
    if (bytes === undefined) throw new ResourceNotFoundError(uri.href)
    const blob = Buffer.from(bytes).toString('base64')
    return { contents: [{ uri: uri.href, mimeType: 'image/webp', blob }] }
  })
}
