import { mergeConfig } from 'vitest/config'
// @boundaries-ignore the settings of all tests are one file at the root
import shared from '../../vitest.config.ts'

/**
 * As everywhere, with a browser and the built page for the tests below `test/`. Each of them starts a server, a simulator and a page and walks
 * through it: some 10 s on a quiet machine, and several times that beside the other packages' tests.
 */
export default mergeConfig(shared, {
  test: {
    globalSetup: ['test/browser-setup.ts'],
    testTimeout: 150_000,
    expect: { poll: { timeout: 60_000 } },
  },
})
