import { fileURLToPath } from 'node:url'
import { preview } from 'vite'

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Serves the built page before the API at `target`. */
export async function servePage(
  folder: string,
  target: string,
): Promise<AsyncDisposable & { readonly url: string }> {
  const toApi = { target, changeOrigin: true, headers: { origin: target } }
  const server = await preview({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'silent',
    build: { outDir: folder },
    preview: {
      host: '127.0.0.1',
      port: 0,
      headers: { 'content-security-policy': policy },
      proxy: { '/api': toApi, '/docs': toApi, '/openapi.json': toApi },
    },
  })
  const url = server.resolvedUrls?.local[0] ?? ''
  return { url: url.replace(/\/$/, ''), [Symbol.asyncDispose]: () => server.close() }
}
