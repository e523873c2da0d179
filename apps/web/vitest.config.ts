import { mergeConfig } from 'vitest/config'
// @boundaries-ignore the settings of all tests are one file at the root
import shared from '../../vitest.config.ts'

/** As everywhere, with a browser and the built page for the tests below `test/`. */
export default mergeConfig(shared, { test: { globalSetup: ['test/browser-setup.ts'] } })
