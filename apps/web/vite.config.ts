import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { proxyToApi } from './proxy-to-api.ts'

/** Where the API answers, in development. */
const target = process.env.DARKROOM_URL ?? 'http://localhost:8000'

const basics =
  /[\\/]web[\\/]src[\\/](?:ui[\\/](?:button|icon-button|problem-note|page-header|empty-state|spinner|field|use-toasts)|api[\\/](?:client|query-client|live|queue-summary))\.tsx?$|[\\/]node_modules[\\/](?:react|react-dom|scheduler|@tanstack[\\/](?:react-query|query-core))[\\/]/

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
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every view shows and needs: one file in place of twenty small ones.
          groups: [{ name: 'kit', test: basics }],
        },
      },
    },
  },
})
