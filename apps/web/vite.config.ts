import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig, type ProxyOptions } from 'vite'

/** Where the API answers, in development. */
const target = process.env.DARKROOM_URL ?? 'http://localhost:8000'

/** To the API, which hears pages of its own origin. */
const toApi: ProxyOptions = { target, changeOrigin: true, headers: { origin: target } }

/** Addresses are relative, so that the page works below any path of a proxy. */
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['@darkroom/source', ...defaultClientConditions] },
  server: { proxy: { '/api': toApi, '/docs': toApi, '/openapi.json': toApi } },
  build: {
    target: 'baseline-widely-available',
    // Files inlined as data URLs would need room in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
