export default {
  darkroom: {
    // What it makes of an operation that takes bodies of several media types does not compile.
    input: { target: 'openapi.json', filters: { mode: 'exclude', tags: ['Uploads'] } },
    output: {
      target: 'src/generated/orval.ts',
      client: 'fetch',
      baseUrl: process.env.DARKROOM_URL,
    },
  },
}
