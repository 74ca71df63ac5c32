/** The bridge of the Electron window: carries messages, knows no method, hands out no Electron. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { MESSAGE_CHANNEL, REQUEST_CHANNEL, type Bridge } from './channels.ts'

const bridge: Bridge = {
  send(message) {
    ipcRenderer.send(REQUEST_CHANNEL, message)
  },
  onMessage(listener) {
    const forward = (_event: IpcRendererEvent, message: unknown): void => {
      listener(message)
    }
    ipcRenderer.on(MESSAGE_CHANNEL, forward)
    return () => {
      ipcRenderer.off(MESSAGE_CHANNEL, forward)
    }
  },
}

contextBridge.exposeInMainWorld('hookbench', bridge)
