import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  ssr: { resolve: { conditions: ['@darkroom/source', ...defaultServerConditions] } },
  test: {
    // One process for all files of a package: each is loaded once, which is a third of the time of the small ones.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is waited for may come as late as the test may end: on a busy machine no shorter time is a measure of it.
    expect: { poll: { timeout: 28_000 } },
    // For `npm run test:quick`: a change of a package.json is not a reason to run everything.
    forceRerunTriggers: [],
    // V8 of Node 24 can die while it frees WebAssembly code that a faster one has replaced: github.com/nodejs/node/issues/64500.
    execArgv: ['--conditions=@darkroom/source', '--no-wasm-code-gc'],
  },
})
