import type { SceneRequest } from '../src/index.ts'

export const lighthouse =
  'An old lighthouse keeper named Tomas lives alone on a rocky island in the north sea. One stormy night he finds a wounded silver dragon in the surf. He hides the creature in his tower, feeds it fish and lamp oil, and together they light the way for lost ships.'

export const greenhouse =
  'Mia, a young girl with red hair and a yellow raincoat, discovers an abandoned greenhouse in the middle of Tokyo. She plants a glowing seed. At dawn the whole city is covered in flowers and her robot friend Kibo wakes up.'

export const flood =
  'The rain fell for forty days. Streets became rivers. Cars floated away like leaves. Then, silently, the sun came back and the mud began to bloom.'

export const german =
  'Ein alter Fischer lebt allein am Meer. Eines Nachts findet er eine Meerjungfrau am Strand und bringt sie zurück ins Wasser. Am Morgen ist sein Boot voller Perlen.'

export const japanese =
  '昔々、山の中に小さな村がありました。ある日、若い猟師が白い狐を助けました。狐は美しい娘に姿を変え、彼の家に住み始めました。しかし、冬が来ると、娘は森へ帰らなければなりませんでした。彼は雪の中で彼女を待ち続けました。そして春になると、二人は再び出会い、村は花でいっぱいになりました。'

export const request: SceneRequest = {
  story: lighthouse,
  frameCount: 7,
  model: 'dreamscape_xl',
  style: 'sdxl',
}
