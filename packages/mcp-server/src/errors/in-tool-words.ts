/** Routes that hints of the product speak of, and the tools that do the same. */
const toolsOfRoutes: readonly (readonly [RegExp, string])[] = [
  [/GET \/api\/models/g, 'list_models'],
  [/GET \/api\/workflows/g, 'list_workflows'],
  [/GET \/api\/gallery/g, 'search_gallery'],
  [/POST \/api\/uploads/g, 'upload_image'],
]

/** A sentence of the product for somebody who has tools, and no routes. */
export const inToolWords = (text: string): string =>
  toolsOfRoutes.reduce((told, [route, tool]) => told.replace(route, tool), text)
