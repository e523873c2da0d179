/**
 * The URL for chat completions. `http://localhost:11434`, `…/v1` and `…/v1/chat/completions` all mean the same; a path
 * with another version in it (`…/v1beta/openai`) is kept.
 */
export function completionsUrl(base: string | URL): URL {
  const url = new URL(base)
  const path = url.pathname.replace(/\/+$/, '')
  if (path.endsWith('/chat/completions')) url.pathname = path
  else if (/\/v\d/.test(path)) url.pathname = `${path}/chat/completions`
  else url.pathname = `${path}/v1/chat/completions`
  return url
}
