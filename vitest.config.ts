import { defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  ssr: { resolve: { conditions: ['@darkroom/source', ...defaultServerConditions] } },
  test: { testTimeout: 20_000, execArgv: ['--conditions=@darkroom/source'] },
})
