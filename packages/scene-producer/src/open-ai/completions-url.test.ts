import { expect, test } from 'vitest'
import { completionsUrl } from './completions-url.ts'

test.each([
  ['http://localhost:11434', 'http://localhost:11434/v1/chat/completions'],
  ['http://localhost:11434/', 'http://localhost:11434/v1/chat/completions'],
  ['http://localhost:1234/v1/', 'http://localhost:1234/v1/chat/completions'],
  ['https://example.com/llm', 'https://example.com/llm/v1/chat/completions'],
  ['https://example.com/api/v1/chat/completions', 'https://example.com/api/v1/chat/completions'],
  ['https://example.com/v1beta/openai', 'https://example.com/v1beta/openai/chat/completions'],
])('%s means %s', (base, url) => {
  expect(completionsUrl(base).href).toBe(url)
})
