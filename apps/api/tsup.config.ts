import { defineConfig } from 'tsup'
import shared from '../../tsup.config.ts'

/**
 * All but packages with files of their own beside them (workers, workflows), and what these must share with the rest; and one whose
 * expressions have letters that are no ASCII, for V8 keeps two bytes for every character of a file that has a single such one.
 */
const within =
  /^(?!@darkroom\/(?:gallery-store|thumbnails|image-metadata|media-container|workflow-builder|comfy-graph|recipe|foundation|scene-producer)$|zod$|swagger-ui-dist)/

export default defineConfig([
  { ...shared, entry: ['src/index.ts'] },
  {
    ...shared,
    // The program is a few files: to find, open and link some five hundred took a third of a start.
    entry: ['src/main.ts'],
    clean: false,
    noExternal: [within],
    esbuildOptions(options) {
      // Comments are the other place of such letters. Names and lines stay, for stacks.
      options.minifyWhitespace = true
      options.lineLimit = 200
      options.legalComments = 'external'
    },
    banner: {
      js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
    },
  },
])
