import type { ComfyTrouble } from '@darkroom/comfy-client'

/** What to do when there is trouble between us and a server. */
export function adviceFor(trouble: ComfyTrouble | undefined): string {
  switch (trouble) {
    case 'unknown-host':
      return 'Check the name in COMFYUI_API_URL.'
    case 'unreachable':
      return 'Check the address in COMFYUI_API_URL, whether the machine is on, and the firewall between.'
    case 'silent':
      return 'Wait a moment; if it stays so, restart ComfyUI.'
    case 'untrusted-certificate':
      return 'Start Darkroom with NODE_EXTRA_CA_CERTS=/path/to/certificate.pem, the file with the certificate of ComfyUI or its issuer.'
    case 'expired-certificate':
      return 'Renew the certificate, and check the clocks of both machines.'
    case 'wrong-certificate':
      return 'Put the name that the certificate is for into COMFYUI_API_URL.'
    case 'plain-expected':
      return 'Begin COMFYUI_API_URL with http:// if it is ComfyUI that listens there.'
    case 'tls-expected':
      return 'Begin COMFYUI_API_URL with https://.'
    case 'login':
      return 'Put user and password into COMFYUI_API_URL, as in http://user:password@host, or let Darkroom pass without a login.'
    case 'redirect':
      return 'Put the address that it leads to into COMFYUI_API_URL; if that is a login page, let Darkroom pass without.'
    case 'gateway':
      return 'Start ComfyUI, or check where the proxy before it leads.'
    case 'failing':
      return 'The log of ComfyUI says why; restart it if it stays so.'
    case 'not-http':
    case 'not-comfyui':
      return 'Set COMFYUI_API_URL to where ComfyUI runs, and look at what stands before it.'
    default:
      return 'Start ComfyUI, or set COMFYUI_API_URL to where it runs.'
  }
}
