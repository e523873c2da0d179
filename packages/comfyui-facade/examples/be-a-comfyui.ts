import { once } from 'node:events'
import { createComfyuiFacade } from '@darkroom/comfyui-facade'
import { createMemoryHouse } from '@darkroom/door-ports/testing'
import { serve, upgradeWebSocket } from '@hono/node-server'
import { WebSocket, WebSocketServer } from 'ws'

const house = createMemoryHouse()
// In place of a server that paints.
house.jobs.onSubmit = ({ id }) => {
  house.jobs.start(id)
  house.jobs.finish(id, [{ bytes: Buffer.from('a picture'), path: '20261127/a.png' }])
}

const { app } = createComfyuiFacade(house, { upgradeWebSocket })
const sockets = new WebSocketServer({ noServer: true })
const server = serve({
  fetch: app.fetch,
  port: 8188,
  hostname: '127.0.0.1',
  websocket: { server: sockets },
})
await once(server, 'listening')

// A client as it speaks to any ComfyUI.
const socket = new WebSocket('ws://127.0.0.1:8188/ws?clientId=me')
await once(socket, 'open')
const over = new Promise<void>((resolve) => {
  socket.on('message', (frame) => {
    const { type, data } = JSON.parse(String(frame))
    if (type !== 'status') console.log(type, JSON.stringify(data.output ?? data.node))
    if (type === 'executing' && data.node === null) resolve()
  })
})
await fetch('http://127.0.0.1:8188/prompt', {
  method: 'POST',
  body: JSON.stringify({
    client_id: 'me',
    prompt: { '9': { class_type: 'SaveImage', inputs: { images: ['8', 0] } } },
  }),
})
await over
const view = await fetch('http://127.0.0.1:8188/view?filename=a.png&subfolder=20261127')
console.log(view.status, await view.text())

socket.close()
house.stop()
server.close()
