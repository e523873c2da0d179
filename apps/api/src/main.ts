import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { goOnWithLessMemory } from './with-less-memory.ts'

goOnWithLessMemory()

// V8 of Node 24 can die while it frees WebAssembly code that faster code has replaced (github.com/nodejs/node/issues/64500), and undici,
// which speaks to ComfyUI, reads every answer with WebAssembly. It is compiled with the first request, so this comes before; what is
// not freed are some hundred kilobytes, once.
setFlagsFromString('--no-wasm-code-gc')

// What V8 made of the code is kept for the next start, which is then a third shorter; where it cannot be written, all goes as before.
// The processes and threads that we start find it by the variable.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(
  new URL('../node_modules/.cache/compiled', import.meta.url),
)
enableCompileCache()

// Everything else is loaded after the cache is there.
const { runProgram } = await import('./run-program.ts')
await runProgram()
