import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { proxyToApi } from './proxy-to-api.ts'

/** Where the API answers, in development. */
const target = process.env.DARKROOM_URL ?? 'http://localhost:8000'

/** Addresses are relative, so that the page works below any path of a proxy. */
export default defineConfig({
  base: './',
  plugins: [react()],
  resolve: { conditions: ['@darkroom/source', ...defaultClientConditions] },
  server: { proxy: proxyToApi(target) },
  build: {
    target: 'baseline-widely-available',
    // Files inlined as data URLs would need room in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
