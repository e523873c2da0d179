/**
 * Where the page lies, with a slash at the end: all its views are one path segment, so this is right in each of them and below any
 * path of a proxy.
 */
export const base: URL = new URL('.', document.baseURI)

/** The address of a path of the API, such as a picture's `image_url`, which begins with `/api/`. */
export const toUrl = (path: string): string => new URL(path.replace(/^\//, ''), base).href
