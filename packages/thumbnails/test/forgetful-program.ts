import { createThumbnailer } from '../src/index.ts'

/* Makes a thumbnail, prints which process did it, and ends without closing anything. */
const thumbnailer = createThumbnailer()
await thumbnailer.thumbnail({ path: process.argv[2] ?? '' })
console.log(thumbnailer.health().decoder.pids[0])
