import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { cssLayers } from './css-layers.ts'
import { proxyToApi } from './proxy-to-api.ts'
import { viewDocuments } from './view-documents.ts'

/** Where the API answers, in development. */
const target = process.env.DARKROOM_URL ?? 'http://localhost:8000'

/** The modules of which every view needs nearly all, and with them what they import. */
const basics =
  /[\\/]web[\\/]src[\\/](?:ui[\\/](?:button|icon-button|problem-note|page-header|empty-state|spinner|field|use-toasts)|api[\\/](?:client|query-client|live|queue-summary))\.tsx?$|[\\/]node_modules[\\/](?:react|react-dom|scheduler|@tanstack[\\/](?:react-query|query-core))[\\/](?!.*(?:queriesObserver|useQueries|infiniteQueryObserver|useInfiniteQuery)\.js)/

/** Addresses are relative, so that the page works below any path of a proxy. */
export default defineConfig({
  base: './',
  plugins: [react(), viewDocuments()],
  resolve: { conditions: ['@darkroom/source', ...defaultClientConditions] },
  css: { postcss: { plugins: [cssLayers] } },
  server: { proxy: proxyToApi(target) },
  build: {
    target: 'baseline-widely-available',
    // Files inlined as data URLs would need room in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file in place of twenty small ones: together they are 5 kB smaller, and fewer requests.
          groups: [{ name: 'kit', test: basics }],
        },
      },
    },
  },
})
