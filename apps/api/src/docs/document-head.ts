const description = `The backend for local image generation: prompts, pictures and workflows of ComfyUI in, pictures, videos and more in the gallery.

Errors are \`application/problem+json\`. Sizes are bytes, times ISO 8601. Unknown fields in a body are refused; one
that may be left out may be null too. Bodies are UTF-8, or what the charset of their Content-Type says.`

const tags = [
  { name: 'Generation', description: 'One job of words, and of the pictures that go in.' },
  {
    name: 'Batch',
    description:
      'Many pictures: of one prompt, of a workflow, or of every choice from lists of values.',
  },
  { name: 'Sequence', description: 'The frames of a story.' },
  { name: 'Templates', description: 'Prompts to be used again, and wildcards.' },
  { name: 'Workflows', description: 'Any workflow of ComfyUI as an endpoint.' },
  {
    name: 'Built-in workflows',
    description: 'Each task, for any model that can do it and by the family of the model.',
  },
  {
    name: 'Uploads',
    description: 'Pictures, videos and sounds for jobs, kept under their hashes.',
  },
  { name: 'Jobs', description: 'All that was ever asked for.' },
  { name: 'Queue', description: 'What runs and what waits.' },
  { name: 'Models', description: 'What the servers can draw with.' },
  { name: 'Servers', description: 'The ComfyUI servers.' },
  { name: 'Gallery', description: 'All pictures, whoever made them.' },
  { name: 'Health', description: 'For people and for supervisors.' },
  { name: 'Webhooks', description: 'Who is told what becomes of jobs, and what was told.' },
  { name: 'Access', description: 'Sessions for pages, where a token is set.' },
]

/** Head of the OpenAPI document, before the routes. */
export const documentHead = (version: string) => ({
  info: { title: 'Darkroom', version, description, license: { name: 'MIT', identifier: 'MIT' } },
  // Beside the document, wherever a proxy shows it.
  servers: [{ url: '.' }],
  tags,
})
