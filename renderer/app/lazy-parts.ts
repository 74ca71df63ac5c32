/** What is behind other tabs and over the window. */
import { lazyDialog, lazyPanel } from '../ui/lazy-part.tsx'

export const RingArea = lazyPanel('Loading All Events', async () => {
  const { RingArea: Area } = await import('./ring-area.tsx')
  return Area
})

export const FieldsArea = lazyPanel('Loading Fields', async () => {
  const { FieldsArea: Area } = await import('./fields-area.tsx')
  return Area
})

export const SettingsArea = lazyPanel('Loading Settings', async () => {
  const { SettingsArea: Area } = await import('./settings-area.tsx')
  return Area
})

export const TemplatesArea = lazyPanel('Loading Templates', async () => {
  const { TemplatesArea: Area } = await import('./templates-area.tsx')
  return Area
})

export const HistoryArea = lazyPanel('Loading History', async () => {
  const { HistoryArea: Area } = await import('./history-area.tsx')
  return Area
})

export const EventInspector = lazyPanel('Loading the event', async () => {
  const { EventInspector: Inspector } = await import('./event-inspector.tsx')
  return Inspector
})

export const ReplayDialog = lazyDialog(async () => {
  const { ReplayDialog: Dialog } = await import('../replay/replay-dialog.tsx')
  return Dialog
})

export const ImportDialog = lazyDialog(async () => {
  const { ImportDialog: Dialog } = await import('../exchange/import-dialog.tsx')
  return Dialog
})

export const NewPayloadDialog = lazyDialog(async () => {
  const { NewPayloadDialog: Dialog } = await import('../test-panel/new-payload-dialog.tsx')
  return Dialog
})

export const Guide = lazyDialog(async () => {
  const { Guide: Dialog } = await import('../guide/guide.tsx')
  return Dialog
})
