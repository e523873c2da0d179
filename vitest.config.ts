import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  ssr: { resolve: { conditions: ['@darkroom/source', ...defaultServerConditions] } },
  test: {
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What happens in another process comes late on a busy machine; a second is no measure of that.
    expect: { poll: { timeout: 10_000 } },
    // For `npm run test:quick`: a change of a package.json is not a reason to run everything.
    forceRerunTriggers: [],
    execArgv: ['--conditions=@darkroom/source'],
  },
})
