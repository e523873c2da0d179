export default {
  darkroom: {
    input: 'openapi.json',
    output: {
      target: 'src/generated/orval.ts',
      client: 'fetch',
      baseUrl: process.env.DARKROOM_URL,
    },
  },
}
