/** What hints of the product speak of, and what stands for it here. */
const wordsOfTools: readonly (readonly [RegExp, string])[] = [
  [/GET \/api\/models/g, 'list_models'],
  [/GET \/api\/workflows/g, 'list_workflows'],
  [/GET \/api\/gallery(?![/\w])/g, 'search_gallery'],
  [/POST \/api\/uploads/g, 'upload_image'],
  [/`filename`/g, '`name`'],
]

/** A sentence about a route that no tool stands for. */
const ofRoute = /[^.]*\b(?:GET|POST|PUT|PATCH|DELETE) \/api\/[^.]*\.\s*/g

/** A hint of the product for somebody who has tools, and no routes. */
export const inToolWords = (hint: string): string =>
  wordsOfTools
    .reduce((told, [word, stands]) => told.replace(word, stands), hint)
    .replace(ofRoute, '')
    .trim()
