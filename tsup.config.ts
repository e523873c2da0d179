import { defineConfig } from 'tsup'

/** One for all; a package names its entry files on the command line. */
export default defineConfig({ format: 'esm', target: 'esnext', sourcemap: true, clean: true })
