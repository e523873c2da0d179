import { writeFile } from 'node:fs/promises'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

// A Darkroom that runs, such as that of `npm run demo`.
const url = new URL(process.argv[2] ?? 'http://localhost:8000/mcp')
const client = new Client(
  { name: 'example', version: '1' },
  { versionNegotiation: { mode: 'auto' } },
)
await client.connect(new StreamableHTTPClientTransport(url))

const begun = await client.callTool(
  {
    name: 'generate_image',
    arguments: { prompt: 'a lighthouse at dawn', width: 768, height: 512 },
  },
  { onprogress: ({ progress, message }) => console.log(Math.round(progress * 100), '%', message) },
)
console.log(begun.structuredContent)

for (const block of begun.content) {
  if (block.type === 'image') await writeFile('preview.webp', block.data, 'base64')
  if (block.type === 'resource_link') console.log('the whole picture:', block.uri)
}
await client.close()
