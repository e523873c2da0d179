import { ServerResponse } from 'node:http'
import type { ProxyOptions } from 'vite'

/** A problem document like those of the API, which the page shows like any other. */
const problem = (target: string): object => ({
  type: 'about:blank',
  title: 'Unavailable',
  status: 503,
  detail: `The API does not answer at ${target}.`,
  code: 'api_away',
  hint: 'Under npm run dev it is started anew when its sources change; what it printed says more.',
})

/** Passes the API's paths on to `target`, so that the page finds them where it came from. */
export function proxyToApi(target: string): Record<string, ProxyOptions> {
  const options: ProxyOptions = {
    target,
    changeOrigin: true,
    configure: (proxy) => {
      proxy.on('proxyReq', (sent, { headers }) => {
        // The page's own origin becomes the API's; that of any other page stays, for the API to refuse it.
        if (headers.origin === `http://${headers.host}`) sent.setHeader('origin', target)
      })
      // An event stream of an API that is gone would stay open, in silence.
      proxy.on('proxyRes', (answered, _request, answer) => {
        answered.once('close', () => {
          if (!answered.complete) answer.destroy()
        })
      })
      proxy.on('error', (_error, _request, answer) => {
        if (!(answer instanceof ServerResponse) || answer.headersSent) return
        answer.writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '1' })
        answer.end(JSON.stringify(problem(target)))
      })
    },
  }
  return { '/api/': options, '/docs': options, '/openapi.json': options }
}
