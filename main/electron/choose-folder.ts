/** The system's dialog for a folder. */
import { dialog, type BrowserWindow, type OpenDialogOptions } from 'electron'

/** `null` when the user chose none. */
export async function chooseFolder(
  title: string,
  window: BrowserWindow | undefined,
): Promise<string | null> {
  const options: OpenDialogOptions = {
    title,
    message: title,
    buttonLabel: 'Save here',
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
  }
  const { filePaths } = await (window === undefined
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options))
  return filePaths[0] ?? null
}
