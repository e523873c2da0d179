import { defineConfig } from 'tsup'

/** One for all; a package names its entry files on the command line. */
export default defineConfig({
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  clean: true,
  // `node:sqlite` and its like exist only with the prefix.
  removeNodeProtocol: false,
})
